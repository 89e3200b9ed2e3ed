package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;

/** Bytes as their number and themselves. */
final class BytesForm implements BinaryForm<byte[]> {

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
}
