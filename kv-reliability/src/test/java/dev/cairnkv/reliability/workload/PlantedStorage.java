package dev.cairnkv.reliability.workload;

import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A storage whose shards have a bug. */
final class PlantedStorage implements ShardStorage {

  private final ShardStorage storage;
  private final Plant plant;

  PlantedStorage(ShardStorage storage, Plant plant) {
    this.storage = storage;
    this.plant = plant;
  }

  @Override
  public Shard createShard(int id, long sizeBytes, byte[] header) {
    return new PlantedShard(storage.createShard(id, sizeBytes, header), plant);
  }

  @Override
  public Shard openShard(int id, ShardAccess access) {
    return new PlantedShard(storage.openShard(id, access), plant);
  }

  @Override
  public void prepareShard(int id, long sizeBytes) {
    storage.prepareShard(id, sizeBytes);
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
  public void truncateShard(int id, long sizeBytes) {
    storage.truncateShard(id, sizeBytes);
  }

  @Override
  public void deleteShard(int id) {
    storage.deleteShard(id);
  }

  @Override
  public String quarantineShard(int id) {
    return storage.quarantineShard(id);
  }

  @Override
  public CheckpointWriter createCheckpoint(long sizeBytes) {
    return storage.createCheckpoint(sizeBytes);
  }

  @Override
  public @Nullable CheckpointReader openCheckpoint() {
    return storage.openCheckpoint();
  }

  @Override
  public void deleteCheckpoint() {
    storage.deleteCheckpoint();
  }

  @Override
  public byte @Nullable [] readDocument(String name) {
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
