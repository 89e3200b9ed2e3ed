package dev.cairnkv.codec.kryo;

import dev.cairnkv.CodecException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a payload from its start to its end. Nothing is allocated for a length before it is known
 * to be within the payload, and nothing at all but what is returned.
 */
final class PayloadCursor {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] array;
  private final int start;
  private final int end;
  private int position;

  /**
   * Begins at the start of the payload.
   *
   * @throws IndexOutOfBoundsException if the payload is not within the array
   */
  PayloadCursor(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.start = offset;
    this.end = offset + length;
    this.position = offset;
  }

  /** Returns the array that holds the payload, which must not be changed. */
  byte[] array() {
    return array;
  }

  /** Returns the index in the array that is read next. */
  int position() {
    return position;
  }

  /** Returns the number of bytes not yet read. */
  int remaining() {
    return end - position;
  }

  /** Goes on behind the next bytes. */
  void skip(int length) {
    require(length);
    position += length;
  }

  /** Reads a length, and checks that as many bytes are left. */
  int readLength() {
    long length = 0;
    for (int i = 0; i < VarInt.MAX_BYTES; i++) {
      require(1);
      int next = array[position++];
      length |= (long) (next & (VarInt.MORE - 1)) << (i * VarInt.BITS_PER_BYTE);
      if (next >= 0) {
        require(length);
        return (int) length;
      }
    }
    throw new CodecException("a length at byte " + (position - start) + " does not end");
  }

  /** Reads bytes into a new array. */
  byte[] readBytes(int length) {
    require(length);
    byte[] bytes = Arrays.copyOfRange(array, position, position + length);
    position += length;
    return bytes;
  }

  /** Reads 8 bytes, the lowest first. */
  long readLong() {
    require(Long.BYTES);
    long value = (long) LONG.get(array, position);
    position += Long.BYTES;
    return value;
  }

  /** Checks that all was read. */
  void requireEnd() {
    if (remaining() != 0) {
      throw new CodecException(
          "a payload of " + (end - start) + " bytes has " + remaining() + " behind its value");
    }
  }

  private void require(long length) {
    if (length > remaining()) {
      throw cut(length);
    }
  }

  private CodecException cut(long length) {
    return new CodecException(
        "a payload of %d bytes is cut: %d more expected at byte %d, found %d"
            .formatted(end - start, length, position - start, remaining()));
  }
}
