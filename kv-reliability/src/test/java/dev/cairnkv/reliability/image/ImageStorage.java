package dev.cairnkv.reliability.image;

import dev.cairnkv.StorageException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A storage over the bytes of an image, for one thread. Views are of arrays, so that opening and
 * closing costs nothing; that is why there is no check of what is used after it was closed.
 */
public final class ImageStorage implements ShardStorage {
  private final Map<Integer, byte[]> shards;
  private final Map<String, byte[]> documents;
  private byte @Nullable [] checkpoint;
  private long writtenBytes;

  /** Makes a storage that begins with what an image holds. The image's arrays never change. */
  public ImageStorage(Image image) {
    this.shards = new TreeMap<>(image.shards());
    this.documents = new TreeMap<>(image.documents());
    this.checkpoint = image.checkpoint();
  }

  /** Returns what this storage holds now. */
  public Image image() {
    return new Image(shards, documents, checkpoint);
  }

  /**
   * Returns the bytes that were created or written, as a measure of how much a restore asks for.
   */
  public long writtenBytes() {
    return writtenBytes;
  }

  @Override
  public String location() {
    return "an image";
  }

  @Override
  public void create() {}

  @Override
  public StorageLock lock() {
    return () -> {};
  }

  @Override
  public List<Integer> shardIds() {
    return List.copyOf(shards.keySet());
  }

  @Override
  public List<String> unknownNames() {
    return List.of();
  }

  @Override
  public Shard createShard(int id, long sizeBytes, byte[] header) {
    writtenBytes += sizeBytes;
    shards.put(id, Arrays.copyOf(header, Math.toIntExact(sizeBytes)));
    return openShard(id, ShardAccess.APPEND);
  }

  @Override
  public Shard openShard(int id, ShardAccess access) {
    byte[] bytes = shard(id);
    if (access == ShardAccess.APPEND) {
      bytes = bytes.clone();
      shards.put(id, bytes);
    }
    return new ImageShard(id, MemorySegment.ofArray(bytes));
  }

  @Override
  public void truncateShard(int id, long sizeBytes) {
    shards.put(id, Arrays.copyOf(shard(id), Math.toIntExact(sizeBytes)));
  }

  @Override
  public void deleteShard(int id) {
    shard(id);
    shards.remove(id);
  }

  @Override
  public String quarantineShard(int id) {
    deleteShard(id);
    return "nowhere";
  }

  @Override
  public CheckpointWriter createCheckpoint(long sizeBytes) {
    writtenBytes += sizeBytes;
    return new ImageCheckpointWriter(
        Math.toIntExact(sizeBytes), published -> this.checkpoint = published);
  }

  @Override
  public @Nullable CheckpointReader openCheckpoint() {
    byte[] bytes = checkpoint;
    return bytes == null ? null : new ImageCheckpointReader(MemorySegment.ofArray(bytes));
  }

  @Override
  public void deleteCheckpoint() {
    checkpoint = null;
  }

  @Override
  public byte @Nullable [] readDocument(String name) {
    return documents.get(name);
  }

  @Override
  public void writeDocument(String name, byte[] content) {
    writtenBytes += content.length;
    documents.put(name, content.clone());
  }

  @Override
  public void deleteDocument(String name) {
    documents.remove(name);
  }

  @Override
  public void close() {}

  private byte[] shard(int id) {
    byte[] bytes = shards.get(id);
    if (bytes == null) {
      throw new StorageException("there is no shard " + id + " in the image");
    }
    return bytes;
  }
}
