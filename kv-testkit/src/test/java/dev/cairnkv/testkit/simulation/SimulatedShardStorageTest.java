package dev.cairnkv.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each fault does, and what it leaves. */
final class SimulatedShardStorageTest {
  private static final int SIZE_BYTES = 16384;
  private static final byte[] HEADER = {7, 7, 7, 7, 7, 7, 7, 7};
  private static final byte[] WRITTEN = filled(8192);

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }

  /** Returns a storage with shard 1, whose process is about to have the plan happen to it. */
  private static SimulatedShardStorage withShard(long seed, FaultPlan plan) {
    SimulatedShardStorage storage = new SimulatedShardStorage(seed);
    storage.create();
    storage.createShard(1, SIZE_BYTES, HEADER);
    return storage.restart(plan);
  }

  private static FaultPlan powerLoss() {
    return new FaultPlan(CrashMode.POWER_LOSS, List.of());
  }

  private static Shard open(SimulatedShardStorage storage) {
    return storage.openShard(1, ShardAccess.APPEND);
  }

  private static void append(Shard shard) {
    shard.append(8, WRITTEN, 0, WRITTEN.length);
  }

  private static byte[] read(Shard shard) {
    return shard.read(8, WRITTEN.length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Returns what is left of the appended bytes, as one bit for each piece. */
  private static String pieces(byte[] shard, int pieceBytes) {
    StringBuilder pieces = new StringBuilder();
    for (int offset = 8; offset < 8 + WRITTEN.length; ) {
      int end = Math.min((offset / pieceBytes + 1) * pieceBytes, 8 + WRITTEN.length);
      byte first = shard[offset];
      for (int i = offset; i < end; i++) {
        if (shard[i] != first) {
          return "not whole";
        }
      }
      pieces.append(first);
      offset = end;
    }
    return pieces.toString();
  }

  @Test
  void keepsWhatWasAppendedWhenTheProcessIsKilled() {
    SimulatedShardStorage storage = withShard(1, FaultPlan.none());
    append(open(storage));

    assertThat(read(open(storage.restart(FaultPlan.none())))).isEqualTo(WRITTEN);
  }

  @Test
  void keepsWhatWasSyncedWhenThePowerIsLost() {
    SimulatedShardStorage storage = withShard(1, powerLoss());
    Shard shard = open(storage);
    append(shard);
    shard.sync();
    assertThat(storage.unsyncedBytes()).isZero();

    assertThat(read(open(storage.restart(FaultPlan.none())))).isEqualTo(WRITTEN);
  }

  @Test
  void losesAnyPiecesOfWhatWasNotSyncedWhenThePowerIsLost() {
    Set<String> small = new HashSet<>();
    Set<String> middle = new HashSet<>();
    Set<String> large = new HashSet<>();
    for (long seed = 0; seed < 400; seed++) {
      SimulatedShardStorage storage = withShard(seed, powerLoss());
      append(open(storage));
      byte[] left = storage.restart(FaultPlan.none()).bytes(1);
      assertThat(left).startsWith(HEADER).hasSize(SIZE_BYTES);
      small.add(pieces(left, 8));
      middle.add(pieces(left, 512));
      large.add(pieces(left, 4096));
    }

    assertThat(small).doesNotContain("not whole").hasSizeGreaterThan(50);
    assertThat(middle).contains("not whole").hasSizeGreaterThan(50);
    // The power can take the first piece and leave the last.
    assertThat(large).contains("not whole", "000", "111", "001", "100", "010", "101");
  }

  @Test
  void canLoseAfterAKillWhatWasNotSyncedBefore() {
    Set<String> left = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      SimulatedShardStorage storage = withShard(seed, FaultPlan.none());
      append(open(storage));
      left.add(pieces(storage.restart(powerLoss()).restart(FaultPlan.none()).bytes(1), 4096));
    }

    assertThat(left).contains("000", "111");
  }

  @Test
  void mayHaveTheOldBytesWhereUnsyncedOnesWereWrittenOver() {
    Set<Byte> left = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      SimulatedShardStorage storage = withShard(seed, powerLoss());
      Shard shard = open(storage);
      shard.append(8, new byte[] {1, 1, 1, 1, 1, 1, 1, 1}, 0, 8);
      shard.append(8, new byte[] {2, 2, 2, 2, 2, 2, 2, 2}, 0, 8);
      left.add(storage.restart(FaultPlan.none()).bytes(1)[8]);
    }

    assertThat(left).containsExactlyInAnyOrder((byte) 0, (byte) 1, (byte) 2);
  }

  /** Step 0 opens the shard, step 1 appends, step 2 syncs. */
  @Test
  void losesWhatAFailedSyncLeftOutAlthoughALaterOneSucceeds() {
    Set<String> left = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      SimulatedShardStorage storage =
          withShard(seed, FaultPlan.of(CrashMode.POWER_LOSS, 2, Fault.ERROR));
      Shard shard = open(storage);
      append(shard);
      assertThatThrownBy(shard::sync).isInstanceOf(StorageException.class);
      shard.sync();
      assertThat(read(shard)).isEqualTo(WRITTEN);
      assertThat(storage.unsyncedBytes()).isZero();
      boolean lost = storage.hasLostBytes();
      SimulatedShardStorage next = storage.restart(FaultPlan.none());
      assertThat(Arrays.equals(next.bytes(1), next.bytesOnDisk(1))).isTrue();
      assertThat(Arrays.equals(read(open(next)), WRITTEN)).isEqualTo(!lost);
      left.add(pieces(next.bytes(1), 4096));
    }

    assertThat(left).contains("000", "111");
  }

  @Test
  void keepsLostBytesReadableWhenTheProcessIsKilled() {
    SimulatedShardStorage storage = withShard(0, FaultPlan.of(CrashMode.KILL, 2, Fault.ERROR));
    Shard shard = open(storage);
    append(shard);
    assertThatThrownBy(shard::sync).isInstanceOf(StorageException.class);

    assertThat(read(open(storage.restart(FaultPlan.none())))).isEqualTo(WRITTEN);
  }

  @Test
  void liesAboutASyncAndMakesItGoodInAnHonestOne() {
    FaultPlan lie = FaultPlan.of(CrashMode.POWER_LOSS, 2, Fault.LIE);
    SimulatedShardStorage lied = withShard(1, lie);
    Shard shard = open(lied);
    append(shard);
    shard.sync();
    assertThat(lied.unsyncedBytes()).isEqualTo(WRITTEN.length);
    shard.sync();
    assertThat(lied.unsyncedBytes()).isZero();
  }

  @Test
  void liesAboutADocumentThatIsGoneAfterAPowerLoss() {
    FaultPlan lie = FaultPlan.of(CrashMode.POWER_LOSS, 0, Fault.LIE);
    SimulatedShardStorage storage = withShard(1, lie);
    storage.writeDocument("manifest", HEADER);
    assertThat(storage.readDocument("manifest")).isEqualTo(HEADER);
    assertThat(storage.restart(FaultPlan.none()).readDocument("manifest")).isNull();

    SimulatedShardStorage killed = withShard(1, FaultPlan.of(CrashMode.KILL, 0, Fault.LIE));
    killed.writeDocument("manifest", HEADER);
    assertThat(killed.restart(FaultPlan.none()).readDocument("manifest")).isEqualTo(HEADER);

    SimulatedShardStorage madeGood = withShard(1, lie);
    madeGood.writeDocument("manifest", HEADER);
    madeGood.writeDocument("other", HEADER);
    assertThat(madeGood.restart(FaultPlan.none()).readDocument("manifest")).isEqualTo(HEADER);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRASH_BEFORE", "CRASH_WITHIN", "CRASH_AFTER"})
  void answersEveryCallAfterACrashWithACrash(Fault crash) {
    SimulatedShardStorage storage = withShard(1, FaultPlan.of(CrashMode.KILL, 1, crash));
    Shard shard = open(storage);
    assertThatThrownBy(() -> append(shard))
        .isInstanceOf(SimulatedCrash.class)
        .hasMessageContaining("step 1 (APPEND 1)");

    assertThat(storage.isDead()).isTrue();
    assertThatThrownBy(() -> append(shard)).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(() -> shard.read(0, 1)).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(shard::sync).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(storage::shardIds).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(() -> storage.reopen().readDocument("manifest"))
        .isInstanceOf(SimulatedCrash.class);
    assertThatCode(shard::close).doesNotThrowAnyException();
    assertThat(storage.stepCount()).isEqualTo(2);
    assertThat(storage.restart(FaultPlan.none()).isDead()).isFalse();
  }

  @Test
  void tearsAnAppendAtItsFrontOrAtWords() {
    Set<Integer> lengths = new HashSet<>();
    boolean hole = false;
    for (long seed = 0; seed < 1000; seed++) {
      SimulatedShardStorage storage =
          withShard(seed, FaultPlan.of(CrashMode.KILL, 1, Fault.CRASH_WITHIN));
      Shard shard = open(storage);
      assertThatThrownBy(() -> shard.append(8, WRITTEN, 0, 64)).isInstanceOf(SimulatedCrash.class);
      byte[] left = Arrays.copyOfRange(storage.restart(FaultPlan.none()).bytes(1), 8, 72);
      int length = 0;
      int front = 0;
      for (int i = 0; i < left.length; i++) {
        length += left[i];
        front += front == i ? left[i] : 0;
      }
      hole |= front < length;
      lengths.add(length);
    }

    assertThat(hole).isTrue();
    assertThat(lengths).hasSizeGreaterThan(20).contains(0);
  }

  @Test
  void decidesWhetherACallThatIsNotAnAppendHappensInACrash() {
    Set<Integer> shards = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      SimulatedShardStorage storage =
          withShard(seed, FaultPlan.of(CrashMode.POWER_LOSS, 0, Fault.CRASH_WITHIN));
      assertThatThrownBy(() -> storage.createShard(2, 4096, HEADER))
          .isInstanceOf(SimulatedCrash.class);
      shards.add(storage.restart(FaultPlan.none()).shardIds().size());
    }

    assertThat(shards).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void failsWithAndWithoutHavingDoneItsWork() {
    FaultPlan plan =
        FaultPlan.of(CrashMode.KILL, 0, Fault.ERROR)
            .and(1, Fault.ERROR_AFTER)
            .and(3, Fault.SHORT_WRITE);
    SimulatedShardStorage storage = withShard(3, plan);
    assertThatThrownBy(() -> storage.deleteShard(1)).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.writeDocument("manifest", HEADER))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("step 1 (WRITE_DOCUMENT)");
    Shard shard = open(storage);
    assertThatThrownBy(() -> append(shard)).isInstanceOf(StorageException.class);

    assertThat(storage.readDocument("manifest")).isEqualTo(HEADER);
    int written = 0;
    for (byte each : read(shard)) {
      written += each;
    }
    assertThat(written).isBetween(1, WRITTEN.length - 1);
    assertThat(storage.isDead()).isFalse();
  }

  @Test
  void isFullWhereThePlanSaysSoAndWhereTheRoomEnds() {
    SimulatedShardStorage storage =
        withShard(1, FaultPlan.of(CrashMode.KILL, 0, Fault.DISK_FULL).and(1, Fault.DISK_FULL));
    assertThatThrownBy(() -> storage.createShard(2, 4096, HEADER))
        .isInstanceOf(StoreFullException.class);
    assertThatThrownBy(() -> storage.deleteShard(1)).isInstanceOf(StorageException.class);
    assertThat(storage.shardIds()).containsExactly(1);

    storage.setCapacityBytes(storage.usedBytes() + 4095);
    assertThatThrownBy(() -> storage.createShard(2, 4096, HEADER))
        .isInstanceOf(StoreFullException.class);
    assertThatThrownBy(() -> storage.createCheckpoint(4096)).isInstanceOf(StoreFullException.class);
    storage.setCapacityBytes(storage.usedBytes() + 4096);
    storage.createShard(2, 4096, HEADER).close();
  }

  @Test
  void keepsTheCheckpointThatWasThereUntilTheNextIsPublished() {
    SimulatedShardStorage storage =
        withShard(1, FaultPlan.of(CrashMode.POWER_LOSS, 5, Fault.CRASH_BEFORE));
    try (CheckpointWriter first = storage.createCheckpoint(2)) {
      first.append(new byte[] {1, 2}, 0, 2);
      first.publish();
    }
    try (CheckpointWriter second = storage.createCheckpoint(2)) {
      second.append(new byte[] {3, 4}, 0, 2);
      assertThatThrownBy(second::publish).isInstanceOf(SimulatedCrash.class);
    }

    try (CheckpointReader left =
        Objects.requireNonNull(storage.restart(FaultPlan.none()).openCheckpoint())) {
      assertThat(left.read(0, 2).toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2);
    }
  }

  @Test
  void failsReadsOfRangesAndDamagesWhatIsOnTheDisk() {
    SimulatedShardStorage storage = withShard(1, powerLoss());
    Shard shard = open(storage);
    storage.failReads(1, 100, 10);
    assertThatThrownBy(() -> shard.read(109, 1)).isInstanceOf(StorageException.class);
    assertThat(shard.read(90, 10).byteSize()).isEqualTo(10);
    assertThat(shard.read(110, 10).byteSize()).isEqualTo(10);
    storage.healReads(1);
    assertThat(shard.read(109, 1).byteSize()).isEqualTo(1);

    storage.flipBit(1, 0, 3);
    storage.overwrite(1, 1, new byte[2]);
    assertThat(storage.restart(FaultPlan.none()).bytes(1)).startsWith(15, 0, 0, 7);
  }

  @Test
  void doesTheSameForTheSameSeed() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(someRun(seed)).isEqualTo(someRun(seed));
    }
    assertThat(someRun(1)).isNotEqualTo(someRun(2));
  }

  private static byte[] someRun(long seed) {
    SimulatedShardStorage storage =
        withShard(seed, FaultPlan.of(CrashMode.POWER_LOSS, 2, Fault.CRASH_WITHIN));
    Shard shard = open(storage);
    shard.append(8, WRITTEN, 0, 1000);
    assertThatThrownBy(() -> shard.append(1008, WRITTEN, 0, 1000))
        .isInstanceOf(SimulatedCrash.class);
    return storage.restart(FaultPlan.none()).bytes(1);
  }

  @Test
  void numbersTheCallsOfEachProcess() {
    SimulatedShardStorage storage = withShard(1, FaultPlan.none());
    Shard shard = open(storage);
    append(shard);
    shard.sync();
    read(shard);
    storage.deleteDocument("manifest");

    assertThat(storage.steps())
        .containsExactly(
            new Step(Step.Call.OPEN_SHARD, 1),
            new Step(Step.Call.APPEND, 1),
            new Step(Step.Call.SYNC, 1),
            new Step(Step.Call.DELETE_DOCUMENT, 0));
    assertThat(storage.stepCount()).isEqualTo(4);
  }
}
