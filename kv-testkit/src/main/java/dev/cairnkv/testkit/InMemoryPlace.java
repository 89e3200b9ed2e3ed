package dev.cairnkv.testkit;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the instances of {@link InMemoryShardStorage} on one place share. */
final class InMemoryPlace {

  private static final Pattern DOCUMENT_NAME =
      Pattern.compile("[a-z]{1," + ShardStorage.MAX_DOCUMENT_NAME_LENGTH + "}");

  private final NavigableMap<Integer, InMemoryContent> shards = new TreeMap<>();
  private final NavigableMap<String, byte[]> documents = new TreeMap<>();
  private final NavigableSet<String> unknownNames = new TreeSet<>();
  private final List<InMemoryContent> quarantine = new ArrayList<>();
  private byte @Nullable [] checkpoint;
  private boolean exists;
  private @Nullable StorageLock holder;
  private long capacityBytes = Long.MAX_VALUE;

  synchronized void create() {
    exists = true;
  }

  synchronized void setCapacityBytes(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  synchronized void addUnknown(String name) {
    requireExisting();
    unknownNames.add(name);
  }

  synchronized void abandon() {
    holder = null;
    shards.values().forEach(InMemoryContent::closeAll);
  }

  synchronized StorageLock lock() {
    if (!exists) {
      throw new StoreNotFoundException("there is nothing in memory yet; create the place first");
    }
    if (holder != null) {
      throw new StoreLockedException(
          "the storage in memory is locked by another instance; close its lock first");
    }
    StorageLock lock =
        new StorageLock() {
          @Override
          public void close() {
            release(this);
          }
        };
    holder = lock;
    return lock;
  }

  private synchronized void release(StorageLock lock) {
    if (lock.equals(holder)) {
      holder = null;
    }
  }

  synchronized List<Integer> shardIds() {
    return List.copyOf(shards.keySet());
  }

  synchronized List<String> unknownNames() {
    return List.copyOf(unknownNames);
  }

  synchronized InMemoryContent createShard(int id, long sizeBytes, byte[] header) {
    if (id < 1 || id > ShardStorage.MAX_SHARD_ID || sizeBytes < header.length) {
      throw new IllegalArgumentException(
          "shard %d of %d bytes with a header of %d bytes: ids are from 1 to %d, and the header must fit"
              .formatted(id, sizeBytes, header.length, ShardStorage.MAX_SHARD_ID));
    }
    requireExisting();
    if (shards.containsKey(id)) {
      throw new StorageException("shard " + id + " in memory exists already; take another id");
    }
    requireRoom("shard " + id, sizeBytes);
    InMemoryContent content = new InMemoryContent(id, sizeBytes, header);
    shards.put(id, content);
    return content;
  }

  /**
   * Adds a shard that another place has. It takes no room: the two share it until one is changed.
   */
  synchronized void addShared(InMemoryContent content) {
    requireExisting();
    if (shards.putIfAbsent(content.id(), content) != null) {
      throw new StorageException("shard " + content.id() + " in memory exists already");
    }
  }

  synchronized InMemoryContent shard(int id) {
    InMemoryContent content = shards.get(id);
    if (content == null) {
      throw missing(id);
    }
    return content;
  }

  synchronized void deleteShard(int id) {
    if (shards.remove(id) == null) {
      throw missing(id);
    }
  }

  synchronized String quarantineShard(int id) {
    InMemoryContent content = shards.remove(id);
    if (content == null) {
      throw missing(id);
    }
    quarantine.add(content);
    return "quarantine, place " + quarantine.size() + ", in memory";
  }

  synchronized byte @Nullable [] checkpoint() {
    return checkpoint;
  }

  /** Refuses a checkpoint beside the one that is there, if there is no room for both. */
  synchronized void requireRoomForCheckpoint(long sizeBytes) {
    requireExisting();
    requireRoom("a checkpoint", sizeBytes);
  }

  synchronized void publishCheckpoint(byte[] content) {
    checkpoint = content;
  }

  synchronized void deleteCheckpoint() {
    checkpoint = null;
  }

  synchronized byte @Nullable [] readDocument(String name) {
    byte[] content = documents.get(checkedName(name));
    return content == null ? null : content.clone();
  }

  synchronized void writeDocument(String name, byte[] content) {
    checkedName(name);
    if (content.length > ShardStorage.MAX_DOCUMENT_BYTES) {
      throw new IllegalArgumentException(
          "document %s has %d bytes, more than %d"
              .formatted(name, content.length, ShardStorage.MAX_DOCUMENT_BYTES));
    }
    requireExisting();
    requireRoom("document " + name, content.length);
    documents.put(name, content.clone());
  }

  synchronized void deleteDocument(String name) {
    documents.remove(checkedName(name));
  }

  private void requireExisting() {
    if (!exists) {
      throw new StorageException("there is nothing in memory yet; create the place first");
    }
  }

  private void requireRoom(String what, long neededBytes) {
    long usedBytes =
        shards.values().stream().mapToLong(InMemoryContent::sizeBytes).sum()
            + documents.values().stream().mapToLong(content -> content.length).sum()
            + (checkpoint == null ? 0 : checkpoint.length)
            + quarantine.stream().mapToLong(InMemoryContent::sizeBytes).sum();
    if (neededBytes > capacityBytes - usedBytes) {
      throw new StoreFullException(
          "no room for %s in memory: it needs %d bytes, and %d of %d are used"
              .formatted(what, neededBytes, usedBytes, capacityBytes));
    }
  }

  private static StorageException missing(int id) {
    return new StorageException("there is no shard " + id + " in memory");
  }

  private static String checkedName(String name) {
    if (!DOCUMENT_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a document must match %s, but is \"%s\"".formatted(DOCUMENT_NAME, name));
    }
    return name;
  }
}
