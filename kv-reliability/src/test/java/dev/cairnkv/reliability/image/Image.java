package dev.cairnkv.reliability.image;

import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All bytes of a store. The arrays are shared, not copied: whoever changes one takes a copy first.
 *
 * @param shards the bytes of the shards by id
 * @param documents the documents by name
 * @param checkpoint the checkpoint, or null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // images are never compared
public record Image(
    Map<Integer, byte[]> shards, Map<String, byte[]> documents, byte @Nullable [] checkpoint) {

  /** The documents that a store can have. */
  private static final String[] DOCUMENTS = {"manifest", "clean"};

  /** Makes the maps unmodifiable. */
  public Image {
    shards = Map.copyOf(shards);
    documents = Map.copyOf(documents);
  }

  /** Returns what a storage holds now. */
  public static Image of(InMemoryShardStorage storage) {
    Map<Integer, byte[]> shards = new TreeMap<>();
    for (int id : storage.shardIds()) {
      shards.put(id, storage.bytes(id));
    }
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (String name : DOCUMENTS) {
      byte[] content = storage.readDocument(name);
      if (content != null) {
        documents.put(name, content);
      }
    }
    try (CheckpointReader reader = storage.openCheckpoint()) {
      byte[] checkpoint =
          reader == null ? null : reader.read(0, reader.sizeBytes()).toArray(ValueLayout.JAVA_BYTE);
      return new Image(shards, documents, checkpoint);
    }
  }

  /** Returns this image with another content of a shard. */
  public Image withShard(int id, byte[] bytes) {
    Map<Integer, byte[]> changed = new TreeMap<>(shards);
    changed.put(id, bytes);
    return new Image(changed, documents, checkpoint);
  }

  /** Returns this image with another content of a document. */
  public Image withDocument(String name, byte[] bytes) {
    Map<String, byte[]> changed = new TreeMap<>(documents);
    changed.put(name, bytes);
    return new Image(shards, changed, checkpoint);
  }

  /** Returns this image with another checkpoint, or with none. */
  public Image withCheckpoint(byte @Nullable [] bytes) {
    return new Image(shards, documents, bytes);
  }

  /** Returns the bytes of a shard. */
  public byte[] shard(int id) {
    byte[] bytes = shards.get(id);
    if (bytes == null) {
      throw new IllegalArgumentException("there is no shard " + id + " in this image");
    }
    return bytes;
  }

  /** Returns the bytes of a document. */
  public byte[] document(String name) {
    byte[] bytes = documents.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("there is no document " + name + " in this image");
    }
    return bytes;
  }
}
