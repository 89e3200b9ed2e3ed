package dev.cairnkv.codec.json;

import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the payloads that most records of strings or bytes have, {@code ["key","value"]}
 * in plain ASCII, without Jackson: to set up a parser takes longer than to read such a payload.
 * Whatever else there is it leaves to Jackson, errors included.
 */
record PlainRecords<K, V>(PlainForm<K> keys, PlainForm<V> values) {

  private static final int MIN_LENGTH = "[\"\",\"\"]".length();
  private static final int START_LENGTH = "[\"".length();
  private static final int BETWEEN_LENGTH = "\",\"".length();
  private static final int END_LENGTH = "\"]".length();

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * LOW_BITS;
  private static final long BACKSLASHES = '\\' * LOW_BITS;
  private static final long SPACES = ' ' * LOW_BITS;

  /** Appends a record, or returns {@code false} and leaves the buffer as it was. */
  boolean encode(K key, V value, PayloadBuffer target) {
    int start = target.size();
    byte[] array = target.reserve(START_LENGTH);
    array[start] = '[';
    array[start + 1] = '"';
    target.setSize(start + START_LENGTH);
    keys.append(key, target);
    int keyEnd = target.size();
    if (isPlain(target.array(), start + START_LENGTH, keyEnd)) {
      array = target.reserve(BETWEEN_LENGTH);
      array[keyEnd] = '"';
      array[keyEnd + 1] = ',';
      array[keyEnd + 2] = '"';
      target.setSize(keyEnd + BETWEEN_LENGTH);
      values.append(value, target);
      int valueEnd = target.size();
      array = target.reserve(END_LENGTH);
      if (isPlain(array, keyEnd + BETWEEN_LENGTH, valueEnd)) {
        array[valueEnd] = '"';
        array[valueEnd + 1] = ']';
        target.setSize(valueEnd + END_LENGTH);
        return true;
      }
    }
    target.setSize(start);
    return false;
  }

  /** Returns the record of a payload, or {@code null}. */
  @Nullable KeyValue<K, V> decode(byte[] array, int offset, int length) {
    int end = offset + length;
    int keyEnd = keyEnd(array, offset, end);
    return keyEnd < 0
        ? null
        : new KeyValue<>(
            keys.ofPlain(array, offset + START_LENGTH, keyEnd),
            values.ofPlain(array, keyEnd + BETWEEN_LENGTH, end - END_LENGTH));
  }

  /** Returns the value of a payload if the key is the one given, or {@code null}. */
  @Nullable V decodeValue(K key, byte[] array, int offset, int length) {
    int end = offset + length;
    int keyEnd = keyEnd(array, offset, end);
    return keyEnd < 0 || !keys.isPlain(key, array, offset + START_LENGTH, keyEnd)
        ? null
        : values.ofPlain(array, keyEnd + BETWEEN_LENGTH, end - END_LENGTH);
  }

  /** Returns where the key of a plain payload ends, or -1 if the payload is not plain. */
  private static int keyEnd(byte[] array, int offset, int end) {
    int valueEnd = end - END_LENGTH;
    if (end - offset < MIN_LENGTH
        || array[offset] != '['
        || array[offset + 1] != '"'
        || array[valueEnd] != '"'
        || array[valueEnd + 1] != ']') {
      return -1;
    }
    int keyEnd = plainEnd(array, offset + START_LENGTH, valueEnd);
    boolean plain =
        keyEnd + BETWEEN_LENGTH <= valueEnd
            && array[keyEnd] == '"'
            && array[keyEnd + 1] == ','
            && array[keyEnd + 2] == '"'
            && isPlain(array, keyEnd + BETWEEN_LENGTH, valueEnd);
    return plain ? keyEnd : -1;
  }

  /** Returns the index of the first byte that is not plain, or {@code end}. */
  private static int plainEnd(byte[] array, int start, int end) {
    for (int at = start; at <= end - Long.BYTES; at += Long.BYTES) {
      long found = notPlain((long) LONG.get(array, at)) & HIGH_BITS;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    int at = end - (end - start) % Long.BYTES;
    while (at < end && isPlain(array[at])) {
      at++;
    }
    return at;
  }

  /** Looks at all bytes, and at some twice: the last 8 may begin among those before. */
  private static boolean isPlain(byte[] array, int start, int end) {
    int last = end - Long.BYTES;
    if (last < start) {
      return plainEnd(array, start, end) == end;
    }
    long found = notPlain((long) LONG.get(array, last));
    for (int at = start; at < last; at += Long.BYTES) {
      found |= notPlain((long) LONG.get(array, at));
    }
    return (found & HIGH_BITS) == 0;
  }

  private static boolean isPlain(byte each) {
    return each >= ' ' && each != '"' && each != '\\';
  }

  /**
   * Returns 8 bytes of which the lowest that has its high bit set is the first that is not plain:
   * subtracting borrows from the high bit of a byte that is smaller, or that became 0, and what it
   * does to higher ones does not matter.
   */
  private static long notPlain(long eight) {
    long quotes = (eight ^ QUOTES) - LOW_BITS;
    long backslashes = (eight ^ BACKSLASHES) - LOW_BITS;
    return eight | quotes | backslashes | (eight - SPACES);
  }
}
