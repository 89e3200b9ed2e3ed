package dev.cairnkv.jmx;

import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimingStats;
import java.time.Duration;
import java.util.function.Supplier;

/** What JMX shows of a store. */
final class StoreFigures implements StoreMXBean {
  private static final double NANOS_PER_MILLI = 1e6;

  private final KvStore<?, ?> store;

  StoreFigures(KvStore<?, ?> store) {
    this.store = store;
  }

  @Override
  public long getKeys() {
    return stats().keys();
  }

  @Override
  public int getShards() {
    return stats().shards().size();
  }

  @Override
  public long getSizeBytes() {
    return stats().sizeBytes();
  }

  @Override
  public long getUsedBytes() {
    return stats().usedBytes();
  }

  @Override
  public long getLiveBytes() {
    return stats().liveBytes();
  }

  @Override
  public long getIndexBytes() {
    return stats().indexBytes();
  }

  @Override
  public long getLastSequence() {
    return stats().lastSequence();
  }

  @Override
  public long getUnsyncedRecords() {
    StoreStats stats = stats();
    return stats.lastSequence() - stats.syncedSequence();
  }

  @Override
  public long getUncheckpointedRecords() {
    StoreStats stats = stats();
    return stats.lastSequence() - stats.checkpointSequence();
  }

  @Override
  public int getDamages() {
    return stats().damages().size();
  }

  @Override
  public int getSnapshots() {
    return stats().snapshots().open();
  }

  @Override
  public double getOldestSnapshotMillis() {
    return millis(stats().snapshots().oldestAge());
  }

  @Override
  public boolean isRestoredAfterCleanShutdown() {
    return stats().restored().cleanShutdown();
  }

  @Override
  public double getRestoreMillis() {
    return millis(stats().restored().duration());
  }

  @Override
  public long getHits() {
    return stats().operations().hits();
  }

  @Override
  public long getMisses() {
    return stats().operations().misses();
  }

  @Override
  public long getPuts() {
    return stats().operations().puts();
  }

  @Override
  public long getDeletes() {
    return stats().operations().deletes();
  }

  @Override
  public long getAppendedBytes() {
    return stats().operations().appendedBytes();
  }

  @Override
  public long getMovedBytes() {
    return stats().compaction().movedBytes();
  }

  @Override
  public long getRemovedShards() {
    return stats().compaction().removedShards();
  }

  @Override
  public long getRemovedBytes() {
    return stats().compaction().removedBytes();
  }

  @Override
  public double getWriteAmplification() {
    return stats().compaction().writeAmplification();
  }

  @Override
  public long getSyncCount() {
    return timings().syncs().count();
  }

  @Override
  public double getSyncTotalMillis() {
    return millis(timings().syncs().total());
  }

  @Override
  public double getSyncMaxMillis() {
    return millis(timings().syncs().max());
  }

  @Override
  public long getRollCount() {
    return timings().rolls().count();
  }

  @Override
  public double getRollTotalMillis() {
    return millis(timings().rolls().total());
  }

  @Override
  public double getRollMaxMillis() {
    return millis(timings().rolls().max());
  }

  @Override
  public long getStallCount() {
    return timings().stalls().count();
  }

  @Override
  public double getStallTotalMillis() {
    return millis(timings().stalls().total());
  }

  @Override
  public double getStallMaxMillis() {
    return millis(timings().stalls().max());
  }

  @Override
  public long getCheckpointCount() {
    return timings().checkpoints().count();
  }

  @Override
  public double getCheckpointTotalMillis() {
    return millis(timings().checkpoints().total());
  }

  @Override
  public double getCheckpointMaxMillis() {
    return millis(timings().checkpoints().max());
  }

  @Override
  public long getCompactionCount() {
    return timings().compactions().count();
  }

  @Override
  public double getCompactionTotalMillis() {
    return millis(timings().compactions().total());
  }

  @Override
  public double getCompactionMaxMillis() {
    return millis(timings().compactions().max());
  }

  @Override
  public long getYieldCount() {
    return timings().yields().count();
  }

  @Override
  public double getYieldTotalMillis() {
    return millis(timings().yields().total());
  }

  @Override
  public double getYieldMaxMillis() {
    return millis(timings().yields().max());
  }

  @Override
  public void sync() {
    run(store::sync);
  }

  @Override
  public void checkpoint() {
    run(store::checkpoint);
  }

  @Override
  public long compact() {
    return ask(() -> store.compact().freedBytes());
  }

  @Override
  public void pauseCompaction() {
    run(store::pauseCompaction);
  }

  @Override
  public void resumeCompaction() {
    run(store::resumeCompaction);
  }

  private StoreStats stats() {
    return ask(store::stats);
  }

  private TimingStats timings() {
    return stats().timings();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }

  private static void run(Runnable operation) {
    var _ =
        ask(
            () -> {
              operation.run();
              return true;
            });
  }

  private static <T> T ask(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (KvException e) {
      // Without a cause: a client that has not its class could not read the answer.
      throw new IllegalStateException(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
