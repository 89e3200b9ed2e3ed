package dev.cairnkv.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes strings as UTF-8. The JDK's encoder is by far the fastest, but gives a new array, and a
 * {@code ?} in the place of an unpaired surrogate. So short strings that seem to be ASCII are
 * copied without that array, and what turns out to be none, or has a {@code ?}, is looked at again.
 */
final class Utf8 {

  /** Longer strings are worth a new array: the room for them would be taken three times. */
  private static final int MAX_COPIED_CHARS = 1 << 10;

  private static final int MAX_BYTES_PER_CHAR = 3;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUESTION_MARKS = '?' * LOW_BITS;

  private Utf8() {}

  /** Appends the bytes of a string. */
  static void write(String text, PayloadBuffer target) {
    if (text.length() > MAX_COPIED_CHARS || endsOutsideAscii(text) || !copy(text, target)) {
      byte[] bytes = text.getBytes(UTF_8);
      if (hasUnpairedSurrogate(text, bytes)) {
        writeAny(text, target);
      } else {
        target.write(bytes);
      }
    }
  }

  /** Returns whether it is soon seen that the string is not ASCII. */
  private static boolean endsOutsideAscii(String text) {
    int length = text.length();
    return length > 0 && (text.charAt(0) | text.charAt(length - 1)) >= 0x80;
  }

  /** Appends a string of ASCII, and returns whether it is one for sure. */
  private static boolean copy(String text, PayloadBuffer target) {
    int length = text.length();
    byte[] array = target.reserve(length * MAX_BYTES_PER_CHAR + 1); // it is ended by a zero
    target.segment().setString(target.size(), text, UTF_8);
    // Bytes of anything else are negative from the first such character on.
    if (hasQuestionMark(array, target.size(), length, HIGH_BITS)) {
      return false;
    }
    target.setSize(target.size() + length);
    return true;
  }

  /**
   * Looks at 8 bytes at a time: a byte that is the one wanted becomes 0, and 0 borrows.
   *
   * @param suspects bits that are as good as a question mark where they are set in 8 bytes
   */
  private static boolean hasQuestionMark(byte[] bytes, int start, int length, long suspects) {
    int end = start + length;
    int at = start;
    long found = 0;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONG.get(bytes, at);
      long difference = eight ^ QUESTION_MARKS;
      found |= (eight & suspects) | ((difference - LOW_BITS) & ~difference & HIGH_BITS);
    }
    for (; at < end; at++) {
      found |= bytes[at] == '?' ? HIGH_BITS : bytes[at] & suspects;
    }
    return found != 0;
  }

  /** Returns whether an unpaired surrogate became a {@code ?}. */
  private static boolean hasUnpairedSurrogate(String text, byte[] bytes) {
    return hasQuestionMark(bytes, 0, bytes.length, 0)
        && text.codePoints().anyMatch(Utf8::isSurrogate);
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static void writeAny(String text, PayloadBuffer target) {
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isSurrogate(codePoint)) {
                target.write(0xE0 | (codePoint >> 12));
                target.write(0x80 | ((codePoint >> 6) & 0x3F));
                target.write(0x80 | (codePoint & 0x3F));
              } else {
                target.write(Character.toString(codePoint).getBytes(UTF_8));
              }
            });
  }
}
