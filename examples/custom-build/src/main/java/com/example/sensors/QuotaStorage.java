package com.example.sensors;

import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A storage that lets shards and checkpoint have no more than a number of bytes, and leaves the
 * rest to another storage. A full quota is to the store what a full disk is: the write fails with a
 * typed error, nothing is lost, and writing goes on when there is room.
 */
public final class QuotaStorage implements ShardStorage {

  private final ShardStorage storage;
  private final long quotaBytes;

  /** The sizes of the shards that are known; those of the others are asked for when needed. */
  private final Map<Integer, Long> shardSizes = new ConcurrentHashMap<>();

  /** Makes a storage on top of another one, which it closes when it is closed. */
  public QuotaStorage(ShardStorage storage, long quotaBytes) {
    this.storage = storage;
    this.quotaBytes = quotaBytes;
  }

  /** Returns the number of bytes that shards and checkpoint have. */
  public long usedBytes() {
    long used = storage.shardIds().stream().mapToLong(this::shardSize).sum();
    try (CheckpointReader checkpoint = storage.openCheckpoint()) {
      return checkpoint == null ? used : used + checkpoint.sizeBytes();
    }
  }

  private long shardSize(int id) {
    return shardSizes.computeIfAbsent(id, this::askShardSize);
  }

  private long askShardSize(int id) {
    try (Shard shard = storage.openShard(id, ShardAccess.READ)) {
      return shard.sizeBytes();
    }
  }

  private boolean hasRoom(long bytes) {
    return bytes <= quotaBytes - usedBytes();
  }

  private void requireRoom(String what, long bytes) {
    if (!hasRoom(bytes)) {
      throw new StoreFullException(
          "no room for %s in %s: it needs %d bytes, and %d of the quota of %d are used; delete records or raise the quota"
              .formatted(what, location(), bytes, usedBytes(), quotaBytes));
    }
  }

  // @start region="create"
  @Override
  public Shard createShard(int id, long sizeBytes, byte[] header) {
    requireRoom("shard " + id, sizeBytes);
    Shard shard = storage.createShard(id, sizeBytes, header);
    shardSizes.put(id, sizeBytes);
    return shard;
  }

  // @end

  @Override
  public void prepareShard(int id, long sizeBytes) {
    if (hasRoom(sizeBytes)) {
      storage.prepareShard(id, sizeBytes);
    }
  }

  @Override
  public void truncateShard(int id, long sizeBytes) {
    storage.truncateShard(id, sizeBytes);
    shardSizes.put(id, sizeBytes);
  }

  @Override
  public void deleteShard(int id) {
    storage.deleteShard(id);
    shardSizes.remove(id);
  }

  @Override
  public String quarantineShard(int id) {
    String place = storage.quarantineShard(id);
    shardSizes.remove(id);
    return place;
  }

  @Override
  public CheckpointWriter createCheckpoint(long sizeBytes) {
    requireRoom("a checkpoint", sizeBytes);
    return storage.createCheckpoint(sizeBytes);
  }

  @Override
  public String location() {
    return storage.location();
  }

  @Override
  public void create() {
    storage.create();
  }

  @Override
  public StorageLock lock() {
    return storage.lock();
  }

  @Override
  public List<Integer> shardIds() {
    return storage.shardIds();
  }

  @Override
  public List<String> unknownNames() {
    return storage.unknownNames();
  }

  @Override
  public Shard openShard(int id, ShardAccess access) {
    return storage.openShard(id, access);
  }

  @Override
  public CheckpointReader openCheckpoint() {
    return storage.openCheckpoint();
  }

  @Override
  public void deleteCheckpoint() {
    storage.deleteCheckpoint();
  }

  @Override
  public byte[] readDocument(String name) {
    return storage.readDocument(name);
  }

  @Override
  public void writeDocument(String name, byte[] content) {
    storage.writeDocument(name, content);
  }

  @Override
  public void deleteDocument(String name) {
    storage.deleteDocument(name);
  }

  @Override
  public void close() {
    storage.close();
  }
}
