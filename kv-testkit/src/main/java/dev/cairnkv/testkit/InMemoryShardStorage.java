package dev.cairnkv.testkit;

import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A storage in memory, which keeps what it holds for other instances on the same place: {@link
 * #reopen} is a second opener, {@link #restart} is the next process after this one was killed.
 *
 * <p>Everything written counts as durable at once. Shards have at most 2 GiB less 8 bytes. Safe for
 * use by several threads.
 *
 * {@snippet file="OpeningAStore.java" region="in-memory"}
 */
public final class InMemoryShardStorage implements ShardStorage {

  private final InMemoryPlace place;

  /** Makes a storage on a place of its own, which {@link #create} has yet to make. */
  public InMemoryShardStorage() {
    this(new InMemoryPlace());
  }

  private InMemoryShardStorage(InMemoryPlace place) {
    this.place = place;
  }

  /** Returns another instance on the same place. A lock and open shards stay what they are. */
  public InMemoryShardStorage reopen() {
    return new InMemoryShardStorage(place);
  }

  /**
   * Ends the process without warning, as far as this place is concerned: its lock is free and its
   * open shards are closed, whoever holds them; what was written is kept.
   *
   * @return an instance on the same place for the next process
   */
  public InMemoryShardStorage restart() {
    place.abandon();
    return reopen();
  }

  /**
   * Limits the bytes of all shards and documents together. What is there stays, even if it is more.
   */
  public void setCapacityBytes(long capacityBytes) {
    place.setCapacityBytes(capacityBytes);
  }

  /** Returns a copy of all bytes of a shard. */
  public byte[] bytes(int shardId) {
    return place.shard(shardId).bytes();
  }

  /**
   * Replaces bytes of a shard, open or not, as no user of the port can: to damage it.
   *
   * @throws IndexOutOfBoundsException if the range is not within the shard
   */
  public void overwrite(int shardId, long offset, byte[] bytes) {
    place.shard(shardId).write(offset, bytes, 0, bytes.length);
  }

  /** Puts something into the place that the storage does not know. */
  public void addUnknown(String name) {
    place.addUnknown(name);
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void create() {
    place.create();
  }

  @Override
  public StorageLock lock() {
    return place.lock();
  }

  @Override
  public List<Integer> shardIds() {
    return place.shardIds();
  }

  @Override
  public List<String> unknownNames() {
    return place.unknownNames();
  }

  @Override
  public Shard createShard(int id, long sizeBytes, byte[] header) {
    return place.createShard(id, sizeBytes, header).open(ShardAccess.APPEND);
  }

  @Override
  public Shard openShard(int id, ShardAccess access) {
    return place.shard(id).open(access);
  }

  @Override
  public void truncateShard(int id, long sizeBytes) {
    place.shard(id).truncate(sizeBytes);
  }

  @Override
  public void deleteShard(int id) {
    place.deleteShard(id);
  }

  @Override
  public String quarantineShard(int id) {
    return place.quarantineShard(id);
  }

  @Override
  public boolean shareShard(int id, ShardStorage target) {
    if (!(target instanceof InMemoryShardStorage other)) {
      return false;
    }
    other.place.addShared(place.shard(id).copy());
    return true;
  }

  @Override
  public CheckpointWriter createCheckpoint(long sizeBytes) {
    return new InMemoryCheckpointWriter(place, sizeBytes);
  }

  @Override
  public @Nullable CheckpointReader openCheckpoint() {
    byte[] checkpoint = place.checkpoint();
    return checkpoint == null ? null : new InMemoryCheckpointReader(checkpoint);
  }

  @Override
  public void deleteCheckpoint() {
    place.deleteCheckpoint();
  }

  @Override
  public byte @Nullable [] readDocument(String name) {
    return place.readDocument(name);
  }

  @Override
  public void writeDocument(String name, byte[] content) {
    place.writeDocument(name, content);
  }

  @Override
  public void deleteDocument(String name) {
    place.deleteDocument(name);
  }

  @Override
  public void close() {}
}
