package dev.cairnkv.testkit;

import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The bytes of a shard, open or not. Each opener has a copy of its own, because only memory of its
 * own can be taken from it when it closes; every write reaches all copies.
 */
final class InMemoryContent {

  private static final int MAX_SIZE_BYTES = Integer.MAX_VALUE - 8;

  private final int id;
  private final Set<InMemoryShard> openShards = new HashSet<>();
  private long sizeBytes;

  /* As long as what was written; zeros follow. */
  private byte[] written;

  InMemoryContent(int id, long sizeBytes, byte[] header) {
    if (sizeBytes > MAX_SIZE_BYTES) {
      throw new StoreFullException(
          "no room for shard %d in memory: it needs %d bytes, more than %d"
              .formatted(id, sizeBytes, MAX_SIZE_BYTES));
    }
    this.id = id;
    this.sizeBytes = sizeBytes;
    this.written = header.clone();
  }

  int id() {
    return id;
  }

  /** Returns the same bytes, which go their own way from now on. */
  synchronized InMemoryContent copy() {
    return new InMemoryContent(id, sizeBytes, written);
  }

  synchronized Shard open(ShardAccess access) {
    InMemoryShard shard = new InMemoryShard(this, id, sizeBytes, access);
    shard.accept(0, written, 0, written.length);
    openShards.add(shard);
    return shard;
  }

  synchronized long sizeBytes() {
    return sizeBytes;
  }

  synchronized byte[] bytes() {
    return Arrays.copyOf(written, (int) sizeBytes);
  }

  synchronized void write(long offset, byte[] source, int start, int length) {
    Objects.checkFromIndexSize(offset, length, sizeBytes);
    Objects.checkFromIndexSize(start, length, source.length);
    int end = (int) offset + length;
    if (end > written.length) {
      long doubled = Math.max(end, 2L * written.length);
      written = Arrays.copyOf(written, (int) Math.min(doubled, sizeBytes));
    }
    System.arraycopy(source, start, written, (int) offset, length);
    openShards.forEach(shard -> shard.accept(offset, source, start, length));
  }

  synchronized void truncate(long sizeBytes) {
    if (sizeBytes < 0 || sizeBytes > this.sizeBytes) {
      throw new IllegalArgumentException(
          "shard %d has %d bytes and cannot be cut to %d".formatted(id, this.sizeBytes, sizeBytes));
    }
    this.sizeBytes = sizeBytes;
    this.written = Arrays.copyOf(written, (int) Math.min(written.length, sizeBytes));
  }

  synchronized void forget(InMemoryShard shard) {
    openShards.remove(shard);
  }

  synchronized void closeAll() {
    List.copyOf(openShards).forEach(InMemoryShard::close);
  }
}
