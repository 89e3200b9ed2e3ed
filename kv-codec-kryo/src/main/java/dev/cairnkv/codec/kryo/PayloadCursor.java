package dev.cairnkv.codec.kryo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.cairnkv.CodecException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Reads a payload from its start to its end. Nothing is allocated for a length before it is known
 * to be within the payload.
 */
final class PayloadCursor {

  private static final ValueLayout.OfLong LONG =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment payload;
  private final long end;
  private long position;

  PayloadCursor(MemorySegment payload) {
    this.payload = payload;
    this.end = payload.byteSize();
  }

  /** Returns the number of bytes not yet read. */
  long remaining() {
    return end - position;
  }

  /** Reads a length, and checks that as many bytes are left. */
  int readLength() {
    long length = 0;
    for (int i = 0; i < VarInt.MAX_BYTES; i++) {
      require(1);
      int next = payload.get(JAVA_BYTE, position++);
      length |= (long) (next & (VarInt.MORE - 1)) << (i * VarInt.BITS_PER_BYTE);
      if (next >= 0) {
        require(length);
        return Math.toIntExact(length);
      }
    }
    throw new CodecException("a length at byte " + position + " does not end");
  }

  /** Reads bytes into a new array. */
  byte[] readBytes(int length) {
    require(length);
    byte[] bytes = new byte[length];
    readInto(bytes, length);
    return bytes;
  }

  /** Reads bytes to the beginning of an array. */
  void readInto(byte[] target, int length) {
    require(length);
    MemorySegment.copy(payload, JAVA_BYTE, position, target, 0, length);
    position += length;
  }

  /** Reads 8 bytes, the lowest first. */
  long readLong() {
    require(Long.BYTES);
    long value = payload.get(LONG, position);
    position += Long.BYTES;
    return value;
  }

  /** Checks that all was read. */
  void requireEnd() {
    if (remaining() != 0) {
      throw new CodecException(
          "a payload of " + end + " bytes has " + remaining() + " behind its value");
    }
  }

  private void require(long length) {
    if (length > remaining()) {
      throw new CodecException(
          "a payload of %d bytes is cut: %d more expected at byte %d, found %d"
              .formatted(end, length, position, remaining()));
    }
  }
}
