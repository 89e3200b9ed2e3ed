package dev.cairnkv.bench.peer;

import dev.cairnkv.fs.FileShardStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the machine can do: no store, but a bare probe of a hash table and a copy of the value, in
 * one flat memory; and if synced, a bare {@code fdatasync} after each 140 bytes appended.
 */
final class LimitPeer implements Peer<byte[]> {

  static final PeerKind<byte[]> KIND =
      new PeerKind<>(
          "limit",
          "limit",
          Form.BYTES,
          Set.of(Trait.SYNCED_PUTS),
          List.of(),
          "no store: open addressing with slots of 16 bytes, at most two thirds full, values side"
              + " by side, all in memory, copied to one array; synced: 140 bytes appended to a file"
              + " with its room reserved, and fdatasync",
          setup -> setup.synced() ? new SyncLimit(setup.directory()) : new LimitPeer(setup));

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong SLOT_LONG = ValueLayout.JAVA_LONG;
  private static final int SLOT_BYTES = 2 * Long.BYTES;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment slots;
  private final MemorySegment values;
  private final long mask;
  private final int valueBytes;
  private long tail;

  private LimitPeer(StoreSetup setup) {
    long capacity = Long.highestOneBit(setup.keys() * 3 / 2) << 1;
    this.mask = capacity - 1;
    this.valueBytes = setup.valueBytes();
    this.slots = arena.allocate(capacity * SLOT_BYTES, SLOT_BYTES);
    // From 1 on: 0 is an empty slot.
    this.tail = 1;
    this.values = arena.allocate(1 + setup.keys() * valueBytes, 1);
  }

  @Override
  public Session<byte[]> session(int operationsInTransaction) {
    byte[] result = new byte[valueBytes];
    return new Session<>() {
      @Override
      public void put(byte[] key, byte[] value) {
        long hash = (long) LONG.get(key, 0);
        long slot = find(hash);
        long place = slots.get(SLOT_LONG, slot + Long.BYTES);
        if (place == 0) {
          place = tail;
          tail += valueBytes;
          slots.set(SLOT_LONG, slot, hash);
          slots.set(SLOT_LONG, slot + Long.BYTES, place);
        }
        MemorySegment.copy(value, 0, values, ValueLayout.JAVA_BYTE, place, valueBytes);
      }

      @Override
      public byte @Nullable [] get(byte[] key) {
        return copy(key, result);
      }

      @Override
      public List<byte @Nullable []> getAll(List<byte[]> keys) {
        List<byte @Nullable []> all = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
          all.add(copy(key, new byte[valueBytes]));
        }
        return all;
      }
    };
  }

  private byte @Nullable [] copy(byte[] key, byte[] target) {
    long slot = find((long) LONG.get(key, 0));
    long place = slots.get(SLOT_LONG, slot + Long.BYTES);
    if (place == 0) {
      return null;
    }
    MemorySegment.copy(values, ValueLayout.JAVA_BYTE, place, target, 0, valueBytes);
    return target;
  }

  private long find(long hash) {
    long index = hash & mask;
    while (true) {
      long slot = index * SLOT_BYTES;
      if (slots.get(SLOT_LONG, slot) == hash || slots.get(SLOT_LONG, slot + Long.BYTES) == 0) {
        return slot;
      }
      index = (index + 1) & mask;
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  /** What the disk can do. */
  private static final class SyncLimit implements Peer<byte[]> {
    private static final int APPENDED_BYTES = 140;
    private static final long FILE_BYTES = 64L << 20;
    private static final int HEADER_BYTES = 128;

    private final FileChannel file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(APPENDED_BYTES);
    private long tail = HEADER_BYTES;

    private SyncLimit(Path directory) throws IOException {
      // Reserves the room in the way that stores have it.
      FileShardStorage storage = FileShardStorage.at(directory);
      try (var _ = storage.lock()) {
        storage.createShard(1, FILE_BYTES, new byte[HEADER_BYTES]).close();
      }
      file = FileChannel.open(directory.resolve("00000001.shard"), StandardOpenOption.WRITE);
    }

    @Override
    public Session<byte[]> session(int operationsInTransaction) {
      return new Session<>() {
        @Override
        public void put(byte[] key, byte[] value) {
          append();
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
          throw new UnsupportedOperationException("there is nothing to read");
        }
      };
    }

    private void append() {
      try {
        if (tail + APPENDED_BYTES > FILE_BYTES) {
          tail = HEADER_BYTES;
        }
        file.write(bytes.clear(), tail);
        file.force(false);
        tail += APPENDED_BYTES;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
