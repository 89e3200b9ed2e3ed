package dev.cairnkv.spi;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A byte array that grows as it is written to: what a codec encodes into. A codec may write through
 * the stream methods, or {@linkplain #reserve reserve} room and write to {@link #array} itself.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class PayloadBuffer extends OutputStream {

  /** The largest size: what a Java array holds. */
  public static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int INITIAL_CAPACITY = 256;

  private byte[] array;
  private int size;

  /** What writes strings, once there was one. */
  private @Nullable Utf8Encoder encoder;

  /** Makes an empty buffer. */
  public PayloadBuffer() {
    this(INITIAL_CAPACITY);
  }

  /** Makes an empty buffer with room for {@code capacity} bytes before it grows. */
  public PayloadBuffer(int capacity) {
    this.array = new byte[capacity];
  }

  /** Returns the array that holds the bytes, from 0 to {@link #size}. Growing replaces it. */
  public byte[] array() {
    return array;
  }

  /** Returns the number of bytes written. */
  public int size() {
    return size;
  }

  /**
   * Sets the number of bytes written: to take some back, or after writing to the array directly.
   *
   * @throws IndexOutOfBoundsException if the array is smaller
   */
  public void setSize(int size) {
    this.size = Objects.checkIndex(size, array.length + 1);
  }

  /**
   * Makes room for {@code length} bytes behind those written.
   *
   * @return the array, where the room begins at {@link #size}
   * @throws OutOfMemoryError if an array cannot hold that many bytes
   */
  public byte[] reserve(int length) {
    if (length > array.length - size) {
      grow(length);
    }
    return array;
  }

  /**
   * Takes over an array that someone grew in place of this one's, with what was written so far.
   *
   * @throws IndexOutOfBoundsException if {@code size} is larger than the array
   */
  public void adopt(byte[] grown, int size) {
    Objects.checkIndex(size, grown.length + 1);
    this.array = grown;
    this.size = size;
  }

  /** Writes the low 8 bits of {@code value}. */
  @Override
  public void write(int value) {
    reserve(1)[size++] = (byte) value;
  }

  /** Writes all of {@code bytes}. */
  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /** Writes {@code length} bytes of {@code bytes}, from {@code offset}. */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    System.arraycopy(bytes, offset, reserve(length), size, length);
    size += length;
  }

  /** Writes 8 bytes, the lowest first. */
  public void writeLong(long value) {
    LONG.set(reserve(Long.BYTES), size, value);
    size += Long.BYTES;
  }

  /**
   * Writes a string in UTF-8, without garbage. An unpaired surrogate, which UTF-8 has no bytes for,
   * takes the three bytes that the encoding scheme would give it (known as WTF-8).
   */
  public void writeUtf8(String text) {
    Utf8Encoder kept = encoder;
    if (kept == null) {
      kept = new Utf8Encoder();
      encoder = kept;
    }
    kept.write(text, this);
  }

  /** Returns a copy of the bytes written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(array, size);
  }

  /** Does nothing. */
  @Override
  public void close() {}

  private void grow(int length) {
    long needed = (long) size + length;
    if (needed > MAX_SIZE) {
      throw new OutOfMemoryError("a record of " + needed + " bytes is larger than a Java array");
    }
    long doubled = Math.max(needed, 2L * array.length);
    array = Arrays.copyOf(array, (int) Math.min(doubled, MAX_SIZE));
  }
}
