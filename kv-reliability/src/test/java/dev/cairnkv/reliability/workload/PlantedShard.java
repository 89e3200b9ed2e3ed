package dev.cairnkv.reliability.workload;

import dev.cairnkv.spi.Shard;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;

/** A shard with a bug. */
final class PlantedShard implements Shard {

  private final Shard shard;
  private final Plant plant;
  private final byte[] seen;
  private final Deque<Piece> buffered = new ArrayDeque<>();

  PlantedShard(Shard shard, Plant plant) {
    this.shard = shard;
    this.plant = plant;
    this.seen = shard.read(0, shard.sizeBytes()).toArray(ValueLayout.JAVA_BYTE);
  }

  private record Piece(long offset, int length) {}

  @Override
  public int id() {
    return shard.id();
  }

  @Override
  public long sizeBytes() {
    return shard.sizeBytes();
  }

  @Override
  public synchronized void append(long offset, byte[] source, int start, int length) {
    System.arraycopy(source, start, seen, (int) offset, length);
    switch (plant) {
      case BUFFERED_APPENDS -> buffered.add(new Piece(offset, length));
      case NOTHING, SKIPPED_SYNCS -> shard.append(offset, source, start, length);
    }
  }

  @Override
  public MemorySegment read(long offset, long length) {
    return MemorySegment.ofArray(seen).asSlice(offset, length).asReadOnly();
  }

  @Override
  public synchronized void sync() {
    while (!buffered.isEmpty()) {
      Piece piece = buffered.remove();
      shard.append(piece.offset(), seen, (int) piece.offset(), piece.length());
    }
    if (plant != Plant.SKIPPED_SYNCS) {
      shard.sync();
    }
  }

  @Override
  public void close() {
    shard.close();
  }
}
