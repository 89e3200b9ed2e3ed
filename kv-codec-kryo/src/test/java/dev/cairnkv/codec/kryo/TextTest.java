package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.spi.PayloadBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextTest {

  @Test
  void keepsAnyStringOfAnyChars() {
    Random random = new Random(3);
    char[] edges = {'a', '?', 'ü', '\uFFFD', '\uFFFF', '\uD7FF', '\uE000'};
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(24); length > 0; length--) {
        boolean surrogate = random.nextInt(4) == 0;
        text.append(
            surrogate
                ? (char) random.nextInt(0xD800, 0xE000)
                : edges[random.nextInt(edges.length)]);
      }
      assertKept(text.toString());
    }
  }

  @Test
  void isUtf8ForEveryCodePoint() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        String text = Character.toString(codePoint);
        assertThat(assertKept(text)).isEqualTo(text.getBytes(UTF_8));
      }
    }
  }

  /** The length in front takes more bytes than one for each character would. */
  @Test
  void putsALengthInFrontWhereCharactersTakeSeveralBytes() {
    for (int length : new int[] {0, 1, 42, 43, 63, 64, 126, 127, 128, 5461, 5462, 16_383, 16_384}) {
      assertKept("a".repeat(length));
      assertKept("é".repeat(length));
      assertKept("日".repeat(length));
      assertKept("a".repeat(length) + "日");
    }
  }

  @Test
  void tellsAStringFromAllThatAreNearIt() {
    String[] texts = {
      "", "a", "ab", "b", "é", "e", "日", "日本", "😀", "\uD83D", "\uDE00", "?", "\uFFFD"
    };
    for (String encoded : texts) {
      byte[] bytes = assertKept(encoded);
      for (String text : texts) {
        assertThat(Text.isAt(text, bytes, 0, bytes.length)).isEqualTo(text.equals(encoded));
      }
    }
  }

  /** It decodes to the string, so it must be found under it. */
  @Test
  void knowsAStringWhoseSurrogatesWereWrittenApart() {
    byte[] apart = HexFormat.of().parseHex("eda0bdedb880");
    assertThat(Text.decode(apart, 0, apart.length)).isEqualTo("😀");
    assertThat(Text.isAt("😀", apart, 0, apart.length)).isTrue();
  }

  private static byte[] assertKept(String text) {
    PayloadBuffer target = new PayloadBuffer(1);
    target.write(7);
    Text.write(text, 0, target);
    PayloadCursor cursor = new PayloadCursor(target.array(), 1, target.size() - 1);
    int length = cursor.readLength();
    assertThat(cursor.remaining()).isEqualTo(length);
    byte[] bytes = cursor.readBytes(length);
    assertThat(Text.decode(bytes, 0, length)).isEqualTo(text);
    assertThat(Text.isAt(text, bytes, 0, length)).isTrue();
    return bytes;
  }
}
