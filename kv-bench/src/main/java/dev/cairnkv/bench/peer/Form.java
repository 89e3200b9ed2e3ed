package dev.cairnkv.bench.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What keys and values are. Both forms hold the same number of bytes.
 *
 * @param <T> their class
 */
public sealed interface Form<T> {

  /** Keys and values that are arrays. */
  Form<byte[]> BYTES = new Bytes();

  /** Keys and values that are strings of ASCII characters. */
  Form<String> TEXT = new Text();

  /** Returns the key with a number. Keys of different numbers differ. */
  T key(long number);

  /** Returns a value. */
  T value(byte[] characters);

  /** Returns the length of a value, in bytes or ASCII characters. */
  int length(T value);

  /** Returns the first byte of a value. */
  byte first(T value);

  /**
   * Spreads the bits of a number, one-to-one. Source: the finish of SplitMix64, from Steele, Lea
   * and Flood, "Fast splittable pseudorandom number generators", 2014.
   */
  static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Arrays. */
  final class Bytes implements Form<byte[]> {
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    @Override
    public byte[] key(long number) {
      byte[] key = new byte[StoreSetup.KEY_BYTES];
      long mixed = mix(number);
      LONG.set(key, 0, mixed);
      LONG.set(key, Long.BYTES, mixed * 0x9e3779b97f4a7c15L);
      return key;
    }

    @Override
    public byte[] value(byte[] characters) {
      return characters.clone();
    }

    @Override
    public int length(byte[] value) {
      return value.length;
    }

    @Override
    public byte first(byte[] value) {
      return value[0];
    }
  }

  /** Strings. */
  final class Text implements Form<String> {
    private static final VarHandle SHORT =
        MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final short[] HEX = new short[256];

    static {
      for (int i = 0; i < HEX.length; i++) {
        HEX[i] = (short) (Character.forDigit(i & 15, 16) << 8 | Character.forDigit(i >> 4, 16));
      }
    }

    private Text() {}

    @Override
    public String key(long number) {
      byte[] key = new byte[StoreSetup.KEY_BYTES];
      long mixed = mix(number);
      for (int i = 0; i < key.length; i += 2) {
        SHORT.set(key, i, HEX[(int) mixed & 0xff]);
        mixed >>>= 8;
      }
      return new String(key, ISO_8859_1);
    }

    @Override
    public String value(byte[] characters) {
      return new String(characters, ISO_8859_1);
    }

    @Override
    public int length(String value) {
      return value.length();
    }

    @Override
    public byte first(String value) {
      return (byte) value.charAt(0);
    }
  }
}
