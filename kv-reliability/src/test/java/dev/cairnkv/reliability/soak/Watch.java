package dev.cairnkv.reliability.soak;

import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreListener;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Listens for the end of compactions, and for all that must not happen in a soak. */
final class Watch implements StoreListener {
  private final LongConsumer compactions;
  private final Consumer<StoreEvent> faults;
  private final Semaphore finished = new Semaphore(0);

  /**
   * Makes a watch.
   *
   * @param compactions is told how many shards a compaction removed
   * @param faults is told what must not happen
   */
  Watch(LongConsumer compactions, Consumer<StoreEvent> faults) {
    this.compactions = compactions;
    this.faults = faults;
  }

  @Override
  public void onEvent(StoreEvent event) {
    switch (event) {
      case StoreEvent.CompactionFinished(var report) -> {
        compactions.accept(report.removedShards());
        finished.release();
      }
      case StoreEvent.Restored _,
          StoreEvent.ShardBegun _,
          StoreEvent.CheckpointWritten _,
          StoreEvent.CompactionBegun _ -> {}
      case StoreEvent.DamageFound _,
          StoreEvent.CheckpointFailed _,
          StoreEvent.Full _,
          StoreEvent.CompactionFailed _,
          StoreEvent.SnapshotLeaked _,
          StoreEvent.Poisoned _ ->
          faults.accept(event);
    }
  }

  /** Counts only compactions that end from now on. */
  void forget() {
    var _ = finished.drainPermits();
  }

  /** Waits until a compaction has ended since {@link #forget}, or for a second. */
  void awaitCompaction() throws InterruptedException {
    var _ = finished.tryAcquire(1, TimeUnit.SECONDS);
  }
}
