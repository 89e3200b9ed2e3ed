package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.spi.PayloadBuffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/**
 * Strings as UTF-8. An unpaired surrogate, which UTF-8 has no bytes for, takes the three bytes that
 * the encoding scheme would give it (known as WTF-8), so that any string comes back as it was.
 */
final class Text {

  private static final char REPLACEMENT = '\uFFFD';
  private static final int SURROGATE_BYTES = 3;
  private static final int BITS_OF_CONTINUATION = 6;

  private Text() {}

  /**
   * Appends the number of bytes of a string, with something added to it, and the bytes.
   *
   * <p>Most strings are ASCII and have as many bytes as characters. So that many are taken for
   * granted, and the bytes are moved where that takes more room than the right number does not.
   */
  static void write(String text, int addition, PayloadBuffer target) {
    int start = target.size();
    int guessed = VarInt.size(text.length() + addition);
    target.reserve(guessed);
    target.setSize(start + guessed);
    target.writeUtf8(text);
    int length = target.size() - start - guessed;
    int needed = VarInt.size(length + addition);
    if (needed > guessed) {
      byte[] array = target.reserve(needed - guessed);
      System.arraycopy(array, start + guessed, array, start + needed, length);
      target.setSize(start + needed + length);
    }
    VarInt.put(length + addition, target.array(), start);
  }

  /**
   * Returns whether bytes stand for a string.
   *
   * @throws CodecException if the bytes are not those of a string
   */
  static boolean isAt(String text, byte[] bytes, int offset, int length) {
    // Pairs of surrogates that were written apart are other bytes for the same string.
    return isEncoded(text, bytes, offset, offset + length)
        || decode(bytes, offset, length).equals(text);
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

  /** Returns whether the bytes are those that {@link #write} gives. */
  private static boolean isEncoded(String text, byte[] bytes, int offset, int end) {
    int common = Math.min(text.length(), end - offset);
    int ascii = 0;
    while (ascii < common && bytes[offset + ascii] == text.charAt(ascii)) {
      ascii++;
    }
    int at = offset + ascii;
    int codePoint;
    for (int i = ascii; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      int length = sequenceLength(codePoint);
      if (end - at < length || !isSequenceAt(codePoint, length, bytes, at)) {
        return false;
      }
      at += length;
    }
    return at == end;
  }

  private static int sequenceLength(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
  }

  private static boolean isSequenceAt(int codePoint, int length, byte[] bytes, int at) {
    int shift = (length - 1) * BITS_OF_CONTINUATION;
    int lead = length == 1 ? codePoint : (0xF00 >> length) | (codePoint >> shift);
    if (bytes[at] != (byte) lead) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      shift -= BITS_OF_CONTINUATION;
      if (bytes[at + i] != (byte) (0x80 | ((codePoint >> shift) & 0x3F))) {
        return false;
      }
    }
    return true;
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
