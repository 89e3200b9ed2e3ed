package dev.cairnkv.testkit.simulation;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A storage in memory whose processes crash, whose syncs fail and whose disk is full when a {@link
 * FaultPlan} says so; a seed decides what the plan leaves open, above all which unsynced bytes
 * survive a power loss. The same seed, plan and calls give the same bytes, each time.
 *
 * <p>An instance is the storage as one process has it. Every call of the port that changes
 * something or that a storage can fail is a {@link Step}, numbered from 0 in each process; views of
 * shards and checkpoints, closing, and asking for ids and sizes are not. When the process has
 * ended, every call but closing throws {@link SimulatedCrash}, and {@link #restart} gives the
 * storage to the next process:
 *
 * {@snippet file="SimulatingACrash.java" region="crash"}
 *
 * <p>What is simulated of the memory between a process and a disk:
 *
 * <ol>
 *   <li>Appended bytes survive the process, and a power loss once they are synced. Before that,
 *       each piece of 8, 512 or 4096 bytes survives by itself, in no particular order.
 *   <li>A failed sync is final: see {@link Fault#ERROR}.
 *   <li>Making, cutting, moving, replacing and deleting shards, documents and the checkpoint is
 *       durable and all or nothing.
 * </ol>
 *
 * <p>Unless it is made {@linkplain #strict strict}, views of what was closed stay usable: taking
 * them away from other threads takes longer than all the rest. Everything else is as the port says.
 * Shards have at most 2 GiB less 8 bytes. Safe for use by several threads, but only calls in a
 * fixed order are repeatable.
 */
public final class SimulatedShardStorage implements ShardStorage {
  private static final int MAX_SIZE_BYTES = Integer.MAX_VALUE - 8;

  private final SimulatedProcess process;
  private final SimulatedDisk disk;

  /** Makes a storage for a first process to which nothing happens, on a place yet to be made. */
  public SimulatedShardStorage(long seed) {
    this(new SimulatedProcess(new SimulatedDisk(seed, false), FaultPlan.none()));
  }

  private SimulatedShardStorage(SimulatedProcess process) {
    this.process = process;
    this.disk = process.disk;
  }

  /** Returns a storage that takes views away when their shard or checkpoint is closed. */
  public static SimulatedShardStorage strict(long seed) {
    return new SimulatedShardStorage(
        new SimulatedProcess(new SimulatedDisk(seed, true), FaultPlan.none()));
  }

  /** Returns another instance in the same process, with the same steps. */
  public SimulatedShardStorage reopen() {
    return new SimulatedShardStorage(process);
  }

  /**
   * Returns the storage as the next process has it. If this one has not ended, it does so now. The
   * {@linkplain FaultPlan#mode mode} of this process's plan says whether the power was lost.
   */
  public SimulatedShardStorage restart(FaultPlan next) {
    synchronized (disk) {
      process.end("simulated crash: the process was replaced by the next one");
      disk.endProcess(process.plan().mode());
      return new SimulatedShardStorage(new SimulatedProcess(disk, next));
    }
  }

  /** Returns whether the process has ended. */
  public boolean isDead() {
    synchronized (disk) {
      return process.isDead();
    }
  }

  /** Returns the steps of this process so far. */
  public List<Step> steps() {
    synchronized (disk) {
      return List.copyOf(process.steps());
    }
  }

  /** Returns the number of steps of this process so far: the number of the next one. */
  public int stepCount() {
    synchronized (disk) {
      return process.steps().size();
    }
  }

  /** Returns whether bytes count as synced that are not, since a sync failed. */
  public boolean hasLostBytes() {
    synchronized (disk) {
      return disk.names.shards.values().stream().anyMatch(SimulatedContent::hasLostBytes);
    }
  }

  /** Returns the number of appended bytes that a power loss could take, in words of 8. */
  public long unsyncedBytes() {
    synchronized (disk) {
      return disk.names.shards.values().stream().mapToLong(SimulatedContent::unsyncedBytes).sum();
    }
  }

  /**
   * Limits the bytes of all shards, documents and the checkpoint together. What is there stays,
   * even if it is more.
   */
  public void setCapacityBytes(long capacityBytes) {
    synchronized (disk) {
      disk.capacityBytes = capacityBytes;
    }
  }

  /** Returns the bytes of all shards, documents and the checkpoint together. */
  public long usedBytes() {
    synchronized (disk) {
      return disk.names.usedBytes();
    }
  }

  /** Returns a copy of the bytes of a shard as a process sees them. */
  public byte[] bytes(int shardId) {
    synchronized (disk) {
      return disk.shard(shardId).seen().clone();
    }
  }

  /** Returns a copy of the bytes of a shard that are sure to survive a power loss. */
  public byte[] bytesOnDisk(int shardId) {
    synchronized (disk) {
      return disk.shard(shardId).onDisk().clone();
    }
  }

  /**
   * Replaces bytes of a shard, open or not, as no user of the port can: to damage it, durably.
   *
   * @throws IndexOutOfBoundsException if the range is not within the shard
   */
  public void overwrite(int shardId, int offset, byte[] bytes) {
    synchronized (disk) {
      disk.shard(shardId).damage(offset, bytes);
    }
  }

  /** Turns a bit of a shard around, durably. */
  public void flipBit(int shardId, int offset, int bit) {
    synchronized (disk) {
      SimulatedContent shard = disk.shard(shardId);
      shard.damage(offset, new byte[] {(byte) (shard.seen()[offset] ^ (1 << bit))});
    }
  }

  /** Makes every read that touches a range of a shard fail with {@link StorageException}. */
  public void failReads(int shardId, long offset, long length) {
    synchronized (disk) {
      disk.shard(shardId).failReads(offset, length);
    }
  }

  /** Takes back {@link #failReads} for a shard. */
  public void healReads(int shardId) {
    synchronized (disk) {
      disk.shard(shardId).healReads();
    }
  }

  /** Puts something into the place that the storage does not know. */
  public void addUnknown(String name) {
    synchronized (disk) {
      disk.unknownNames.add(name);
    }
  }

  @Override
  public String location() {
    return SimulatedDisk.LOCATION;
  }

  @Override
  public void create() {
    synchronized (disk) {
      process.atomic(Step.Call.CREATE, 0, () -> disk.names.exists = true);
    }
  }

  @Override
  public StorageLock lock() {
    synchronized (disk) {
      return process.atomic(Step.Call.LOCK, 0, process::lock);
    }
  }

  @Override
  public List<Integer> shardIds() {
    synchronized (disk) {
      return process.atomic(
          Step.Call.LIST_SHARDS, 0, () -> List.copyOf(disk.names.shards.keySet()));
    }
  }

  @Override
  public List<String> unknownNames() {
    synchronized (disk) {
      return process.atomic(Step.Call.LIST_UNKNOWN_NAMES, 0, () -> List.copyOf(disk.unknownNames));
    }
  }

  @Override
  public Shard createShard(int id, long sizeBytes, byte[] header) {
    if (id < 1 || id > MAX_SHARD_ID || sizeBytes < header.length) {
      throw new IllegalArgumentException(
          "shard %d of %d bytes with a header of %d bytes: ids are from 1 to %d, and the header must fit"
              .formatted(id, sizeBytes, header.length, MAX_SHARD_ID));
    }
    synchronized (disk) {
      return process.atomic(
          Step.Call.CREATE_SHARD,
          id,
          () -> {
            disk.requireExisting();
            if (disk.names.shards.containsKey(id)) {
              throw new StorageException(
                  "shard " + id + " of the " + location() + " exists already; take another id");
            }
            disk.requireRoom("shard " + id, sizeBytes);
            SimulatedContent content = new SimulatedContent(id, requireSize(sizeBytes), header);
            disk.names.shards.put(id, content);
            return new SimulatedShard(process, content, ShardAccess.APPEND);
          });
    }
  }

  @Override
  public Shard openShard(int id, ShardAccess access) {
    synchronized (disk) {
      return process.atomic(
          Step.Call.OPEN_SHARD, id, () -> new SimulatedShard(process, disk.shard(id), access));
    }
  }

  @Override
  public void truncateShard(int id, long sizeBytes) {
    synchronized (disk) {
      process.atomic(
          Step.Call.TRUNCATE_SHARD,
          id,
          () -> {
            SimulatedContent shard = disk.shard(id);
            if (sizeBytes < 0 || sizeBytes > shard.sizeBytes()) {
              throw new IllegalArgumentException(
                  "shard %d has %d bytes and cannot be cut to %d"
                      .formatted(id, shard.sizeBytes(), sizeBytes));
            }
            shard.truncate((int) sizeBytes);
            return true;
          });
    }
  }

  @Override
  public void deleteShard(int id) {
    synchronized (disk) {
      process.atomic(
          Step.Call.DELETE_SHARD, id, () -> disk.names.shards.remove(disk.shard(id).id()));
    }
  }

  @Override
  public String quarantineShard(int id) {
    synchronized (disk) {
      return process.atomic(
          Step.Call.QUARANTINE_SHARD,
          id,
          () -> {
            disk.names.quarantine.add(disk.shard(id));
            disk.names.shards.remove(id);
            return "quarantine, place " + disk.names.quarantine.size();
          });
    }
  }

  /** A step of the target's process. What is not durable here is not durable there. */
  @Override
  public boolean shareShard(int id, ShardStorage target) {
    if (!(target instanceof SimulatedShardStorage other)) {
      return false;
    }
    SimulatedContent content;
    synchronized (disk) {
      process.requireAlive();
      content = disk.shard(id).copy();
    }
    synchronized (other.disk) {
      return other.process.atomic(
          Step.Call.SHARE_SHARD,
          id,
          () -> {
            other.disk.requireExisting();
            if (other.disk.names.shards.putIfAbsent(id, content) != null) {
              throw new StorageException(
                  "shard " + id + " of the " + location() + " exists already");
            }
            return true;
          });
    }
  }

  @Override
  public CheckpointWriter createCheckpoint(long sizeBytes) {
    if (sizeBytes <= 0) {
      throw new IllegalArgumentException(
          "a checkpoint needs a positive size, but " + sizeBytes + " was given");
    }
    synchronized (disk) {
      return process.atomic(
          Step.Call.CREATE_CHECKPOINT,
          0,
          () -> {
            disk.requireExisting();
            disk.requireRoom("a checkpoint", sizeBytes);
            return new SimulatedCheckpointWriter(process, requireSize(sizeBytes));
          });
    }
  }

  @Override
  public @Nullable CheckpointReader openCheckpoint() {
    synchronized (disk) {
      return process.<@Nullable CheckpointReader>atomic(
          Step.Call.OPEN_CHECKPOINT,
          0,
          () -> {
            byte[] content = disk.names.checkpoint;
            return content == null ? null : new SimulatedCheckpointReader(process, content);
          });
    }
  }

  @Override
  public void deleteCheckpoint() {
    synchronized (disk) {
      process.<byte @Nullable []>atomic(
          Step.Call.DELETE_CHECKPOINT, 0, () -> disk.names.checkpoint = null);
    }
  }

  @Override
  public byte @Nullable [] readDocument(String name) {
    SimulatedNames.requireDocumentName(name);
    synchronized (disk) {
      return process.<byte @Nullable []>atomic(
          Step.Call.READ_DOCUMENT,
          0,
          () -> {
            byte[] content = disk.names.documents.get(name);
            return content == null ? null : content.clone();
          });
    }
  }

  @Override
  public void writeDocument(String name, byte[] content) {
    SimulatedNames.requireDocumentName(name);
    if (content.length > MAX_DOCUMENT_BYTES) {
      throw new IllegalArgumentException(
          "document %s has %d bytes, more than %d"
              .formatted(name, content.length, MAX_DOCUMENT_BYTES));
    }
    synchronized (disk) {
      process.<byte @Nullable []>atomic(
          Step.Call.WRITE_DOCUMENT,
          0,
          () -> {
            disk.requireExisting();
            disk.requireRoom("document " + name, content.length);
            return disk.names.documents.put(name, content.clone());
          });
    }
  }

  @Override
  public void deleteDocument(String name) {
    SimulatedNames.requireDocumentName(name);
    synchronized (disk) {
      process.<byte @Nullable []>atomic(
          Step.Call.DELETE_DOCUMENT, 0, () -> disk.names.documents.remove(name));
    }
  }

  @Override
  public void close() {}

  private static int requireSize(long sizeBytes) {
    if (sizeBytes > MAX_SIZE_BYTES) {
      throw new StoreFullException(
          "no room for %d bytes in memory, more than %d".formatted(sizeBytes, MAX_SIZE_BYTES));
    }
    return (int) sizeBytes;
  }
}
