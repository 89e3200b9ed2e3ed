package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
      byte[] bytes = Text.encode(text.toString());
      assertThat(Text.decode(bytes, 0, bytes.length)).isEqualTo(text.toString());
    }
  }

  @Test
  void isUtf8ForEveryCodePoint() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        String text = Character.toString(codePoint);
        byte[] bytes = Text.encode(text);
        assertThat(bytes).isEqualTo(text.getBytes(UTF_8));
        assertThat(Text.decode(bytes, 0, bytes.length)).isEqualTo(text);
      }
    }
  }
}
