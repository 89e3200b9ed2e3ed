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
    target.write('[');
    target.write('"');
    keys.append(key, target);
    int keyEnd = target.size();
    if (plainEnd(target.array(), start + START_LENGTH, keyEnd) == keyEnd) {
      target.write('"');
      target.write(',');
      target.write('"');
      values.append(value, target);
      int valueEnd = target.size();
      if (plainEnd(target.array(), keyEnd + BETWEEN_LENGTH, valueEnd) == valueEnd) {
        target.write('"');
        target.write(']');
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
            && plainEnd(array, keyEnd + BETWEEN_LENGTH, valueEnd) == valueEnd;
    return plain ? keyEnd : -1;
  }

  /** Returns the index of the first byte that is not plain, or {@code end}. */
  private static int plainEnd(byte[] array, int start, int end) {
    int at = start;
    while (at <= end - Long.BYTES && isPlain((long) LONG.get(array, at))) {
      at += Long.BYTES;
    }
    while (at < end && array[at] >= ' ' && array[at] != '"' && array[at] != '\\') {
      at++;
    }
    return at;
  }

  /** Subtracting borrows from the high bit of a byte that is smaller, or that became 0. */
  private static boolean isPlain(long eight) {
    long quotes = (eight ^ QUOTES) - LOW_BITS;
    long backslashes = (eight ^ BACKSLASHES) - LOW_BITS;
    return ((eight | quotes | backslashes | (eight - SPACES)) & HIGH_BITS) == 0;
  }
}
