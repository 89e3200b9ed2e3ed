package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that an adapter is what {@link ShardStorage} and {@link Shard} say. The author of an
 * adapter extends this in a test of their own and says how an instance is made.
 *
 * <p>What only the adapter's author can provoke is not proved here: a crash in the middle of a
 * call, a power loss, a failing device.
 */
public abstract class ShardStorageContract extends SharingContract {

  /** Makes the contract; JUnit makes one for each test. */
  protected ShardStorageContract() {}

  @Override
  protected abstract ShardStorage newStorage();

  @Override
  protected abstract ShardStorage reopen(ShardStorage storage);

  /** Puts something that no version of the adapter makes into the place of {@code storage}. */
  protected abstract void addUnknown(ShardStorage storage, String name);

  /**
   * Returns what {@link #newStorage} does, on a place where shards and checkpoint have room for no
   * more than a number of bytes: a place that is that small, or an adapter that is told so.
   */
  @Override
  protected abstract ShardStorage newStorageWithRoomFor(long bytes);

  @Test
  void saysWhereItIs() {
    assertThat(missingPlace().location()).isNotBlank();
  }

  @Test
  void findsNothingWhereThePlaceDoesNotExistAndLeavesNoTrace() {
    ShardStorage storage = missingPlace();

    assertThat(storage.shardIds()).isEmpty();
    assertThat(storage.unknownNames()).isEmpty();
    assertThat(storage.readDocument("manifest")).isNull();
    assertThatThrownBy(() -> storage.openShard(1, ShardAccess.READ))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(storage::lock).isInstanceOf(StoreNotFoundException.class);
    assertThatThrownBy(storage::lock).isInstanceOf(StoreNotFoundException.class);
  }

  @Test
  void makesNothingButThePlaceWhereThePlaceDoesNotExist() {
    ShardStorage storage = missingPlace();

    assertThatThrownBy(() -> storage.createShard(1, SIZE_BYTES, HEADER))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.writeDocument("manifest", HEADER))
        .isInstanceOf(StorageException.class);
    storage.deleteDocument("manifest");
    assertThatThrownBy(storage::lock).isInstanceOf(StoreNotFoundException.class);
  }

  @Test
  void makesThePlaceOnceAndKeepsWhatIsThere() {
    ShardStorage storage = emptyPlace();
    create(storage, 1);
    storage.writeDocument("manifest", HEADER);
    storage.create();
    reopen(storage).create();

    assertThat(storage.shardIds()).containsExactly(1);
    assertThat(storage.readDocument("manifest")).isEqualTo(HEADER);
  }

  @Test
  void listsShardsInTheOrderOfTheirIds() {
    ShardStorage storage = emptyPlace();
    for (int id : new int[] {300, 2, ShardStorage.MAX_SHARD_ID, 1, 10}) {
      create(storage, id);
    }

    assertThat(reopen(storage).shardIds())
        .containsExactly(1, 2, 10, 300, ShardStorage.MAX_SHARD_ID);
  }

  @Test
  void createsAShardWithItsHeaderAndZerosThatCanBeAppendedTo() {
    ShardStorage storage = emptyPlace();
    Shard shard = create(storage, 1);
    assertThat(bytes(shard)).isEqualTo(fresh());
    append(shard, HEADER.length, "stone");
    shard.close();

    assertThat(text(open(storage, 1, ShardAccess.READ), HEADER.length, 5)).isEqualTo("stone");
  }

  @Test
  void createsAShardThatIsAllHeader() {
    Shard shard = closedAfterTest(emptyPlace().createShard(1, HEADER.length, HEADER));

    assertThat(bytes(shard)).isEqualTo(HEADER);
  }

  @Test
  void refusesToCreateWhatCannotBeAShard() {
    ShardStorage storage = emptyPlace();

    for (int id : new int[] {Integer.MIN_VALUE, -1, 0, ShardStorage.MAX_SHARD_ID + 1}) {
      assertThatThrownBy(() -> storage.createShard(id, SIZE_BYTES, HEADER))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> storage.createShard(1, HEADER.length - 1L, HEADER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(storage.shardIds()).isEmpty();
    assertThat(storage.unknownNames()).isEmpty();
  }

  @Test
  void createsAShardThatWasPreparedLikeAnyOther() {
    ShardStorage storage = emptyPlace();
    storage.prepareShard(1, SIZE_BYTES);
    storage.prepareShard(1, SIZE_BYTES);

    assertThat(storage.shardIds()).isEmpty();
    assertThat(storage.unknownNames()).isEmpty();
    Shard shard = create(storage, 1);
    assertThat(bytes(shard)).isEqualTo(fresh());
    storage.prepareShard(1, SIZE_BYTES);
    append(shard, HEADER.length, "stone");
    shard.sync();
    shard.close();
    assertThat(text(open(storage, 1, ShardAccess.READ), HEADER.length, 5)).isEqualTo("stone");
  }

  @Test
  void createsAnotherShardThanWasPrepared() {
    ShardStorage storage = emptyPlace();
    storage.prepareShard(1, SIZE_BYTES);
    create(storage, 2);
    storage.prepareShard(3, 2 * SIZE_BYTES);
    create(storage, 3);

    assertThat(storage.shardIds()).containsExactly(2, 3);
    assertThat(open(storage, 3, ShardAccess.READ).sizeBytes()).isEqualTo(SIZE_BYTES);
  }

  @Test
  void preparesNothingWhereThereIsNoRoomOrNoPlace() {
    missingPlace().prepareShard(1, SIZE_BYTES);
    ShardStorage storage = newStorageWithRoomFor(SIZE_BYTES + SIZE_BYTES / 2);
    storage.create();
    create(storage, 1);
    storage.prepareShard(2, SIZE_BYTES);

    assertThatThrownBy(() -> create(storage, 2)).isInstanceOf(StoreFullException.class);
    assertThat(storage.shardIds()).containsExactly(1);
  }

  @Test
  void refusesToCreateAShardThatIsThereAndLeavesItAlone() {
    ShardStorage storage = emptyPlace();
    Shard shard = create(storage, 1);
    append(shard, HEADER.length, "stone");

    assertThatThrownBy(() -> storage.createShard(1, 2 * SIZE_BYTES, new byte[1]))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(storage.location());
    assertThat(text(shard, HEADER.length, 5)).isEqualTo("stone");
    assertThat(open(storage, 1, ShardAccess.READ).sizeBytes()).isEqualTo(SIZE_BYTES);
  }

  @Test
  void refusesAShardThatIsMissing() {
    ShardStorage storage = emptyPlace();
    create(storage, 2);

    for (ShardAccess access : ShardAccess.values()) {
      assertThatThrownBy(() -> storage.openShard(1, access))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("1")
          .hasMessageContaining(storage.location());
    }
    assertThatThrownBy(() -> storage.truncateShard(1, 0)).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.deleteShard(1)).isInstanceOf(StorageException.class);
    assertThat(storage.shardIds()).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 4096, 5000, SIZE_BYTES})
  void cutsAShardDownToItsFirstBytes(int sizeBytes) {
    ShardStorage storage = emptyPlace();
    Shard shard = create(storage, 1);
    append(shard, SIZE_BYTES - 5L, "stone");
    byte[] before = bytes(shard);
    shard.close();
    storage.truncateShard(1, sizeBytes);

    Shard cut = open(reopen(storage), 1, ShardAccess.READ);
    assertThat(cut.sizeBytes()).isEqualTo(sizeBytes);
    assertThat(bytes(cut)).isEqualTo(Arrays.copyOf(before, sizeBytes));
  }

  @Test
  void refusesToCutAShardToASizeThatItDoesNotReach() {
    ShardStorage storage = emptyPlace();
    create(storage, 1).close();

    for (long sizeBytes : new long[] {-1, SIZE_BYTES + 1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> storage.truncateShard(1, sizeBytes))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(bytes(open(storage, 1, ShardAccess.READ))).isEqualTo(fresh());
  }

  @Test
  void deletesAShardWhoseBytesNeverComeBack() {
    ShardStorage storage = emptyPlace();
    create(storage, 1).close();
    Shard shard = create(storage, 2);
    append(shard, HEADER.length, "stone");
    shard.close();
    storage.deleteShard(2);

    assertThat(reopen(storage).shardIds()).containsExactly(1);
    assertThat(bytes(create(storage, 2))).isEqualTo(fresh());
  }

  @Test
  void listsUnknownNamesApartFromItsOwn() {
    ShardStorage storage = emptyPlace();
    create(storage, 1);
    storage.writeDocument("manifest", HEADER);
    addUnknown(storage, "notes");
    addUnknown(storage, "backup");

    assertThat(storage.unknownNames()).containsExactly("backup", "notes");
    assertThat(storage.shardIds()).containsExactly(1);
  }

  @Test
  void showsOldOrNewStateToThreadsThatReadWhileAnotherWrites() throws Exception {
    ShardStorage storage = emptyPlace();
    create(storage, 1);
    storage.writeDocument("manifest", filled(1));
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(READERS);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> readers = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        readers.add(threads.submit(() -> readWhile(storage, done, reading)));
      }
      reading.await();
      try {
        for (int round = 2; round < 20; round++) {
          storage.writeDocument("manifest", filled(round));
          storage.createShard(2, SIZE_BYTES, HEADER).close();
          storage.deleteShard(2);
        }
      } finally {
        done.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  private static void readWhile(ShardStorage storage, AtomicBoolean done, CountDownLatch reading) {
    try {
      do {
        byte[] document = Objects.requireNonNull(storage.readDocument("manifest"));
        assertThat(document).isNotEmpty().isEqualTo(filled(document.length));
        assertThat(storage.shardIds()).isIn(List.of(1), List.of(1, 2));
        assertThat(storage.unknownNames()).isEmpty();
        reading.countDown();
      } while (!done.get());
    } finally {
      reading.countDown();
    }
  }

  private static byte[] filled(int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) length);
    return content;
  }

  @Test
  void refusesASecondLockAndLeavesTheFirstOneItsRight() {
    ShardStorage storage = emptyPlace();
    ShardStorage other = closedAfterTest(reopen(storage));

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(other::lock)
          .isInstanceOf(StoreLockedException.class)
          .hasMessageContaining(storage.location());
      assertThatThrownBy(storage::lock).isInstanceOf(StoreLockedException.class);
    }
    create(storage, 1);
  }

  @Test
  void letsTheNextOneInAfterALockIsGivenUp() {
    ShardStorage storage = missingPlace();
    storage.create();
    StorageLock first = storage.lock();
    first.close();
    ShardStorage other = closedAfterTest(reopen(storage));
    StorageLock second = closedAfterTest(other.lock());
    first.close();

    assertThatThrownBy(storage::lock).isInstanceOf(StoreLockedException.class);
    second.close();
    closedAfterTest(storage.lock());
  }

  @Test
  void isNotAffectedByInterruptsAndLeavesThemPending() {
    ShardStorage storage = missingPlace();
    interrupted(storage::create);
    interrupted(() -> closedAfterTest(storage.lock()));
    interrupted(() -> create(storage, 1));
    interrupted(() -> storage.openShard(1, ShardAccess.READ).close());
    interrupted(() -> storage.openShard(1, ShardAccess.APPEND).close());
    interrupted(() -> assertThat(storage.shardIds()).containsExactly(1));
    interrupted(() -> assertThat(storage.unknownNames()).isEmpty());
    interrupted(() -> storage.writeDocument("manifest", HEADER));
    interrupted(() -> assertThat(storage.readDocument("manifest")).isEqualTo(HEADER));
    interrupted(() -> storage.deleteDocument("manifest"));
    interrupted(() -> storage.createShard(2, SIZE_BYTES, HEADER).close());
    interrupted(() -> storage.truncateShard(2, HEADER.length));
    interrupted(() -> storage.deleteShard(2));
    interrupted(() -> storage.createShard(3, SIZE_BYTES, HEADER).close());
    interrupted(() -> storage.quarantineShard(3));
    interrupted(() -> storage.createCheckpoint(SIZE_BYTES).close());
    CheckpointWriter checkpoint = closedAfterTest(storage.createCheckpoint(SIZE_BYTES));
    interrupted(() -> checkpoint.append(HEADER, 0, HEADER.length));
    interrupted(checkpoint::publish);
    interrupted(
        () -> {
          CheckpointReader reader = Objects.requireNonNull(storage.openCheckpoint());
          assertThat(reader.read(0, SIZE_BYTES).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(fresh());
          reader.close();
        });
    interrupted(storage::deleteCheckpoint);
    Shard shard = open(storage, 1, ShardAccess.APPEND);
    interrupted(() -> append(shard, HEADER.length, "stone"));
    interrupted(() -> assertThat(text(shard, HEADER.length, 5)).isEqualTo("stone"));
    interrupted(shard::sync);
    interrupted(open(storage, 1, ShardAccess.READ)::sync);
    interrupted(shard::close);
    interrupted(storage::close);
  }

  private static void interrupted(Runnable call) {
    Thread.currentThread().interrupt();
    boolean stillInterrupted;
    try {
      call.run();
    } finally {
      stillInterrupted = Thread.interrupted();
    }
    assertThat(stillInterrupted).as("interrupted status after the call").isTrue();
  }

  @Test
  void saysThatItIsFullAndGoesOnWhenThereIsRoomAgain() {
    ShardStorage storage = closedAfterTest(newStorageWithRoomFor(3 * SIZE_BYTES));
    storage.create();
    closedAfterTest(storage.lock());
    storage.createShard(1, SIZE_BYTES, HEADER).close();

    assertThatThrownBy(() -> storage.createShard(2, 3 * SIZE_BYTES, HEADER))
        .isInstanceOf(StoreFullException.class);
    assertThat(storage.shardIds()).containsExactly(1);
    assertThat(storage.unknownNames()).isEmpty();
    storage.createShard(2, SIZE_BYTES, HEADER).close();
    assertThatCode(() -> storage.deleteShard(1)).doesNotThrowAnyException();
    storage.createShard(3, SIZE_BYTES, HEADER).close();
    assertThat(storage.shardIds()).containsExactly(2, 3);
  }
}
