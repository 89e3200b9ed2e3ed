package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/**
 * Strings as UTF-8. An unpaired surrogate, which UTF-8 has no bytes for, takes the three bytes that
 * the encoding scheme would give it (known as WTF-8), so that any string comes back as it was.
 */
final class Text {

  private static final char REPLACEMENT = '\uFFFD';
  private static final int SURROGATE_BYTES = 3;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUESTION_MARKS = '?' * LOW_BITS;

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
    return containsQuestionMark(bytes) && hasUnpairedSurrogate(text) ? encodeAny(text) : bytes;
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

  /** Looks at 8 bytes at a time: a byte that is the one wanted becomes 0, and 0 borrows. */
  private static boolean containsQuestionMark(byte[] bytes) {
    int at = 0;
    for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
      long difference = (long) LONG.get(bytes, at) ^ QUESTION_MARKS;
      if (((difference - LOW_BITS) & ~difference & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; at < bytes.length; at++) {
      if (bytes[at] == '?') {
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
                bytes.write(0x80 | ((codePoint >> 6) & 0x3F));
                bytes.write(0x80 | (codePoint & 0x3F));
              } else {
                bytes.write(Character.toString(codePoint).getBytes(UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Decodes strictly what lies between unpaired surrogates. */
  private static String decodeAny(byte[] bytes, int offset, int length) {
    int end = offset + length;
    CharBuffer text = CharBuffer.allocate(length);
    CharsetDecoder decoder = UTF_8.newDecoder();
    for (int at = offset; at < end; at += SURROGATE_BYTES) {
      int surrogate = nextSurrogate(bytes, at, end);
      ByteBuffer run = ByteBuffer.wrap(bytes, at, surrogate - at);
      if (decoder.reset().decode(run, text, true).isError()) {
        throw new CodecException(
            "expected a string in UTF-8, found other bytes at its byte "
                + (run.position() - offset));
      }
      at = surrogate;
      if (at < end) {
        text.put((char) (0xD000 | ((bytes[at + 1] & 0x3F) << 6) | (bytes[at + 2] & 0x3F)));
      }
    }
    return text.flip().toString();
  }

  private static int nextSurrogate(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && !(at + SURROGATE_BYTES <= end && isSurrogateAt(bytes, at))) {
      at++;
    }
    return at;
  }

  private static boolean isSurrogateAt(byte[] bytes, int at) {
    return bytes[at] == (byte) 0xED
        && (bytes[at + 1] & 0xE0) == 0xA0
        && (bytes[at + 2] & 0xC0) == 0x80;
  }
}
