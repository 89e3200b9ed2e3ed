package dev.cairnkv.core.frame;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How numbers stand in shards. */
final class LittleEndian {
  static final ValueLayout.OfShort SHORT_LAYOUT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT_LAYOUT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG_LAYOUT =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static int getInt(byte[] array, int index) {
    return (int) INT.get(array, index);
  }

  static long getLong(byte[] array, int index) {
    return (long) LONG.get(array, index);
  }

  static void putInt(byte[] array, int index, int value) {
    INT.set(array, index, value);
  }

  static void putLong(byte[] array, int index, long value) {
    LONG.set(array, index, value);
  }
}
