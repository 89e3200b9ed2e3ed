package dev.cairnkv.core;

import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.log.Groundwork;
import dev.cairnkv.core.log.ShardLog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Syncs what was appended, once every period, and does the groundwork for what comes. */
final class BackgroundSync implements AutoCloseable {
  private final ShardLog log;
  private final Groundwork groundwork;
  private final ScheduledExecutorService executor;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  BackgroundSync(ShardLog log, Groundwork groundwork, Duration period) {
    this.log = log;
    this.groundwork = groundwork;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cairn-sync").factory());
    if (period.isPositive()) {
      long nanos = period.toNanos();
      var _ = executor.scheduleWithFixedDelay(this::sync, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Has the groundwork done if it is due. */
  void afterWrite() {
    if (groundwork.isDue() && scheduled.compareAndSet(false, true)) {
      executor.execute(this::runGroundwork);
    }
  }

  private void runGroundwork() {
    try {
      unlessPoisoned(groundwork::run);
    } finally {
      scheduled.set(false);
    }
  }

  private void sync() {
    unlessPoisoned(() -> log.sync(log.lastSequence()));
  }

  private static void unlessPoisoned(Runnable action) {
    try {
      action.run();
    } catch (StorePoisonedException _) {
      // The log keeps the cause and refuses every write from now on; there is nothing left to do
      // here.
      return;
    } catch (RuntimeException | Error unexpected) {
      // A scheduled executor would keep it to itself.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, unexpected);
    }
  }

  /** Ends when no sync is under way any more. */
  @Override
  public void close() {
    executor.close();
  }
}
