package dev.cairnkv.core;

import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.log.ShardLog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Syncs what was appended, once every period. */
final class BackgroundSync implements AutoCloseable {
  private final ShardLog log;
  private final ScheduledExecutorService executor;

  BackgroundSync(ShardLog log, Duration period) {
    this.log = log;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cairn-sync").factory());
    if (period.isPositive()) {
      long nanos = period.toNanos();
      var _ = executor.scheduleWithFixedDelay(this::sync, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void sync() {
    try {
      log.sync(log.lastSequence());
    } catch (StorePoisonedException _) {
      // The log keeps the cause and refuses every write from now on; there is nothing left to do
      // here.
      executor.shutdown();
    }
  }

  /** Ends when no sync is under way any more. */
  @Override
  public void close() {
    executor.close();
  }
}
