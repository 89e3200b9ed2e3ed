package dev.cairnkv.reliability.damage;

import dev.cairnkv.Batch;
import dev.cairnkv.KvStore;
import dev.cairnkv.ShardStats;
import dev.cairnkv.reliability.image.Image;
import dev.cairnkv.reliability.image.Images;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the reference shard: puts of all sizes, overwrites, deletions and syncs. */
final class ReferenceWriter {
  static final int SHARD_SIZE = 64 << 10;

  private static final int KEYS = 60;
  private static final int[] VALUE_LENGTHS = {0, 1, 7, 8, 15, 24, 60, 100, 250, 300, 900, 2500};
  private static final int UNSYNCED_BYTES = 4 << 10;
  private static final int ROOM_LEFT = 4 << 10;
  private static final int OPERATIONS_IN_THE_NEXT_SHARD = 12;

  private final Random random;
  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private final KvStore<Long, byte[]> store;
  private final List<Operation> operations = new ArrayList<>();
  private long syncedUpTo;

  private ReferenceWriter(long seed) {
    this.random = new Random(seed);
    this.store = Images.restore(storage, Images.options(SHARD_SIZE));
  }

  /** A shard that is full and sealed, with one behind it. */
  static Reference sealed(long seed) {
    ReferenceWriter writer = new ReferenceWriter(seed);
    while (writer.shards() < 2) {
      writer.writeAndSometimesSync();
    }
    for (int i = 0; i < OPERATIONS_IN_THE_NEXT_SHARD; i++) {
      writer.writeAndSometimesSync();
    }
    writer.store.sync();
    writer.syncedUpTo = Long.MAX_VALUE;
    return writer.killed();
  }

  /** The newest shard of a process that was killed: its end was never synced. */
  static Reference newest(long seed) {
    ReferenceWriter writer = new ReferenceWriter(seed);
    writer.fillWithoutRoll(SHARD_SIZE - ROOM_LEFT - UNSYNCED_BYTES);
    writer.sync();
    while (writer.tail() < SHARD_SIZE - ROOM_LEFT) {
      writer.write();
    }
    return writer.killed();
  }

  /** The newest shard after a clean shutdown: all of it was synced, and there is a checkpoint. */
  static Reference shutDown(long seed) {
    ReferenceWriter writer = new ReferenceWriter(seed);
    writer.fillWithoutRoll(SHARD_SIZE - ROOM_LEFT);
    long tail = writer.tail();
    writer.store.shutdown();
    writer.syncedUpTo = Long.MAX_VALUE;
    return writer.reference(Image.of(writer.storage.reopen()), tail);
  }

  private Reference killed() {
    return reference(Image.of(storage.restart()), tail());
  }

  private Reference reference(Image image, long tail) {
    return new Reference(image, operations, tail, syncedUpTo);
  }

  private void fillWithoutRoll(long bytes) {
    while (tail() < bytes) {
      writeAndSometimesSync();
    }
  }

  private void writeAndSometimesSync() {
    write();
    if (random.nextInt(12) == 0) {
      sync();
    }
  }

  /** Syncs, and writes the record that says so. */
  private void sync() {
    store.sync();
    long tail = tail();
    long sequence = store.stats().lastSequence();
    while (store.stats().lastSequence() == sequence) {
      write();
    }
    syncedUpTo = tail;
  }

  private void write() {
    if (random.nextInt(10) == 0) {
      List<Operation.Write> writes =
          Stream.generate(this::nextWrite).limit(1 + random.nextInt(4)).toList();
      Batch<Long, byte[]> batch = new Batch<>();
      writes.forEach(write -> add(batch, write));
      apply(writes, () -> store.write(batch));
    } else {
      Operation.Write write = nextWrite();
      byte @Nullable [] value = write.value();
      if (value != null) {
        apply(List.of(write), () -> store.put(write.key(), value));
      } else if (store.contains(write.key())) {
        apply(List.of(write), () -> store.delete(write.key()));
      }
    }
  }

  private Operation.Write nextWrite() {
    long key = random.nextInt(KEYS);
    if (random.nextInt(8) == 0) {
      return new Operation.Write(key, null);
    }
    byte[] value = new byte[VALUE_LENGTHS[random.nextInt(VALUE_LENGTHS.length)]];
    random.nextBytes(value);
    return new Operation.Write(key, value);
  }

  private static void add(Batch<Long, byte[]> batch, Operation.Write write) {
    byte @Nullable [] value = write.value();
    var _ = value == null ? batch.delete(write.key()) : batch.put(write.key(), value);
  }

  private void apply(List<Operation.Write> writes, Runnable call) {
    long start = tail();
    int before = shards();
    call.run();
    // A batch may begin before the seal and end in the next shard.
    boolean elsewhere = shards() > 1 && (before > 1 || writes.size() == 1);
    operations.add(
        new Operation(
            writes,
            elsewhere ? Operation.ELSEWHERE : start,
            elsewhere ? Operation.ELSEWHERE : tail()));
  }

  private int shards() {
    return store.stats().shards().size();
  }

  private long tail() {
    List<ShardStats> shards = store.stats().shards();
    return shards.isEmpty() ? 0 : shards.getFirst().usedBytes();
  }
}
