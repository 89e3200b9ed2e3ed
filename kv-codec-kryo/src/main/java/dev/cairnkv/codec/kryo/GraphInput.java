package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.KryoBufferUnderflowException;
import org.jspecify.annotations.Nullable;

/**
 * Kryo's input from an array that is all there is. Where Kryo allocates first and runs into the end
 * of the input later, this one looks at what is left first. And it never moves bytes in its array,
 * which Kryo's does to make room for more.
 */
final class GraphInput extends Input {

  private static final byte[] EMPTY = {};

  GraphInput() {
    super(EMPTY);
  }

  /** Lets go of the array. */
  void finish() {
    setBuffer(EMPTY);
  }

  /**
   * Checks that a number of elements may be in what is left.
   *
   * @param minBytes the smallest number of bytes of an element
   */
  void requireElements(int count, int minBytes) {
    int left = limit - position;
    if (count < 0 || count > left / minBytes) {
      throw new KryoException("expected " + count + " elements in the " + left + " bytes left");
    }
  }

  /** Reads a number of elements of at least one byte each. */
  int readCount() {
    int count = readVarInt(true);
    requireElements(count, 1);
    return count;
  }

  @Override
  protected int require(int required) {
    int left = limit - position;
    if (left < required) {
      throw new KryoBufferUnderflowException("expected " + required + " more bytes, found " + left);
    }
    return left;
  }

  @Override
  protected int optional(int optional) {
    int left = limit - position;
    return left == 0 ? -1 : Math.min(left, optional);
  }

  @Override
  public @Nullable String readString() {
    int lengthAndOne = readVarInt(true);
    if (lengthAndOne == 0) {
      return null;
    }
    int length = lengthAndOne - 1;
    requireElements(length, 1);
    String text = Text.decode(buffer, position, length);
    position += length;
    return text;
  }

  @Override
  public @Nullable StringBuilder readStringBuilder() {
    String text = readString();
    return text == null ? null : new StringBuilder(text);
  }

  @Override
  public byte[] readBytes(int length) {
    requireElements(length, Byte.BYTES);
    return super.readBytes(length);
  }

  @Override
  public boolean[] readBooleans(int length) {
    requireElements(length, Byte.BYTES);
    return super.readBooleans(length);
  }

  @Override
  public short[] readShorts(int length) {
    requireElements(length, Short.BYTES);
    return super.readShorts(length);
  }

  @Override
  public char[] readChars(int length) {
    requireElements(length, Character.BYTES);
    return super.readChars(length);
  }

  @Override
  public int[] readInts(int length) {
    requireElements(length, Integer.BYTES);
    return super.readInts(length);
  }

  @Override
  public int[] readInts(int length, boolean optimizePositive) {
    requireElements(length, varEncoding ? 1 : Integer.BYTES);
    return super.readInts(length, optimizePositive);
  }

  @Override
  public long[] readLongs(int length) {
    requireElements(length, Long.BYTES);
    return super.readLongs(length);
  }

  @Override
  public long[] readLongs(int length, boolean optimizePositive) {
    requireElements(length, varEncoding ? 1 : Long.BYTES);
    return super.readLongs(length, optimizePositive);
  }

  @Override
  public float[] readFloats(int length) {
    requireElements(length, Float.BYTES);
    return super.readFloats(length);
  }

  @Override
  public double[] readDoubles(int length) {
    requireElements(length, Double.BYTES);
    return super.readDoubles(length);
  }
}
