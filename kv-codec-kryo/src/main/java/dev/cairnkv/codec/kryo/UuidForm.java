package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;
import java.util.UUID;

/** A UUID as its upper and its lower half, 8 bytes each, the lowest first. */
final class UuidForm implements KeyForm<UUID> {

  @Override
  public String schema() {
    return "uuid";
  }

  @Override
  public void write(UUID uuid, PayloadBuffer target) {
    target.writeLong(uuid.getMostSignificantBits());
    target.writeLong(uuid.getLeastSignificantBits());
  }

  @Override
  public UUID read(PayloadCursor cursor) {
    long upper = cursor.readLong();
    return new UUID(upper, cursor.readLong());
  }

  @Override
  public boolean readSame(UUID key, PayloadCursor cursor) {
    long upper = cursor.readLong();
    long lower = cursor.readLong();
    return upper == key.getMostSignificantBits() && lower == key.getLeastSignificantBits();
  }
}
