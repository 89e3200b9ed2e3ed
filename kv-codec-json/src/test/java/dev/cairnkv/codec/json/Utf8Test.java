package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8Test {

  /** Bytes from which sequences are likely to be formed or just missed. */
  private static final int[] EDGES = {
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  @Test
  void agreesWithTheJdkOnEverySequenceOfFourEdges() {
    byte[] bytes = new byte[4];
    for (int i = 0; i < EDGES.length * EDGES.length * EDGES.length * EDGES.length; i++) {
      int rest = i;
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) EDGES[rest % EDGES.length];
        rest /= EDGES.length;
      }
      assertAgrees(bytes);
    }
  }

  @Test
  void agreesWithTheJdkOnLongerTexts() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x110000) : 'a');
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      assertAgrees(bytes);
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        assertAgrees(bytes);
      }
    }
  }

  private static void assertAgrees(byte[] bytes) {
    if (Utf8.isValid(bytes) != isValidForTheJdk(bytes)) {
      assertThat(Utf8.isValid(bytes)).as("%s", bytes).isEqualTo(isValidForTheJdk(bytes));
    }
  }

  private static boolean isValidForTheJdk(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
