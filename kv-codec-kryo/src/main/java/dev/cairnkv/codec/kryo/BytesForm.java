package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;
import java.util.Arrays;

/** Bytes as their number and themselves. */
final class BytesForm implements KeyForm<byte[]> {

  @Override
  public String schema() {
    return "bytes";
  }

  @Override
  public void write(byte[] bytes, PayloadBuffer target) {
    VarInt.write(bytes.length, target);
    target.write(bytes);
  }

  @Override
  public byte[] read(PayloadCursor cursor) {
    return cursor.readBytes(cursor.readLength());
  }

  @Override
  public boolean readSame(byte[] key, PayloadCursor cursor) {
    int length = cursor.readLength();
    int start = cursor.position();
    cursor.skip(length);
    return Arrays.equals(cursor.array(), start, start + length, key, 0, key.length);
  }
}
