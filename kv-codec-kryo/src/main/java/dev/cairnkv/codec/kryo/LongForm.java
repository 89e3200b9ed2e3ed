package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;

/** A 64-bit integer as 8 bytes, the lowest first. */
final class LongForm implements KeyForm<Long> {

  @Override
  public String schema() {
    return "long";
  }

  @Override
  public void write(Long number, PayloadBuffer target) {
    target.writeLong(number);
  }

  @Override
  public Long read(PayloadCursor cursor) {
    return cursor.readLong();
  }

  @Override
  public boolean readSame(Long key, PayloadCursor cursor) {
    return cursor.readLong() == key;
  }
}
