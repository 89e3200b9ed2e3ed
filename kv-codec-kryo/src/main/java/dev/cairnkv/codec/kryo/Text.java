package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.Arrays;

/**
 * Strings as UTF-8. An unpaired surrogate, which UTF-8 has no bytes for, takes the three bytes that
 * the encoding scheme would give it (known as WTF-8), so that any string comes back as it was.
 */
final class Text {

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /**
   * Returns the bytes of a string.
   *
   * <p>The JDK is by far the fastest encoder of valid strings but puts a {@code ?} in the place of
   * an unpaired surrogate. So only bytes with a {@code ?} are suspect, and only then is the string
   * looked through.
   */
  static byte[] encode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return contains(bytes, (byte) '?') && hasUnpairedSurrogate(text) ? encodeAny(text) : bytes;
  }

  /**
   * Returns the string that bytes stand for. The JDK gives a replacement character for what is not
   * UTF-8; only then does it take a second look.
   *
   * @throws CodecException if the bytes are not those of a string
   */
  static String decode(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeAny(bytes, offset, length);
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte each : bytes) {
      if (each == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasUnpairedSurrogate(String text) {
    return text.codePoints().anyMatch(Text::isSurrogate);
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static byte[] encodeAny(String text) {
    PayloadBuffer bytes = new PayloadBuffer(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isSurrogate(codePoint)) {
                bytes.write(0xE0 | (codePoint >> 12));
                bytes.write(0x80 | (codePoint >> 6 & 0x3F));
                bytes.write(0x80 | (codePoint & 0x3F));
              } else {
                bytes.write(Character.toString(codePoint).getBytes(UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  private static String decodeAny(byte[] bytes, int offset, int length) {
    StringBuilder text = new StringBuilder(length);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int sequence = sequenceLength(bytes[at]);
      if (sequence > end - at) {
        throw notText(at - offset);
      }
      if (sequence == 3 && isSurrogateAt(bytes, at)) {
        text.append((char) (0xD000 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F));
      } else {
        byte[] one = Arrays.copyOfRange(bytes, at, at + sequence);
        String character = new String(one, UTF_8);
        if (!Arrays.equals(character.getBytes(UTF_8), one)) {
          throw notText(at - offset);
        }
        text.append(character);
      }
      at += sequence;
    }
    return text.toString();
  }

  private static int sequenceLength(byte lead) {
    int ones = Integer.numberOfLeadingZeros(~(lead << 24));
    return Math.clamp(ones, 1, 4);
  }

  private static boolean isSurrogateAt(byte[] bytes, int at) {
    return bytes[at] == (byte) 0xED
        && (bytes[at + 1] & 0xE0) == 0xA0
        && (bytes[at + 2] & 0xC0) == 0x80;
  }

  private static CodecException notText(int at) {
    return new CodecException("expected a string in UTF-8, found other bytes at its byte " + at);
  }
}
