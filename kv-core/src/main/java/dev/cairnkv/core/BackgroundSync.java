package dev.cairnkv.core;

import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.log.Groundwork;
import dev.cairnkv.core.log.PagesAhead;
import dev.cairnkv.core.log.ShardLog;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Syncs what was appended, once every period, and does what makes writers wait for less. Pages
 * ahead of them have a thread of their own: a sync takes long, and they would catch up meanwhile.
 */
final class BackgroundSync implements AutoCloseable {
  private final ShardLog log;
  private final ScheduledExecutorService syncExecutor;
  private final ExecutorService aheadExecutor;
  private final Groundwork groundwork;
  private final PagesAhead pagesAhead;
  private final Task groundworkTask;
  private final Task aheadTask;

  /** What an executor does, and has waiting, once at a time. */
  private record Task(Executor executor, Runnable action, AtomicBoolean scheduled) {
    Task(Executor executor, Runnable action) {
      this(executor, action, new AtomicBoolean());
    }

    void schedule() {
      if (scheduled.compareAndSet(false, true)) {
        executor.execute(this::run);
      }
    }

    private void run() {
      try {
        unlessPoisoned(action);
      } finally {
        scheduled.set(false);
      }
    }
  }

  BackgroundSync(ShardLog log, Groundwork groundwork, PagesAhead pagesAhead, Duration period) {
    this.log = log;
    this.groundwork = groundwork;
    this.pagesAhead = pagesAhead;
    this.syncExecutor = Executors.newSingleThreadScheduledExecutor(threads("cairn-sync"));
    this.aheadExecutor = Executors.newSingleThreadExecutor(threads("cairn-ahead"));
    this.groundworkTask = new Task(syncExecutor, groundwork::run);
    this.aheadTask = new Task(aheadExecutor, pagesAhead::run);
    if (period.isPositive()) {
      long nanos = period.toNanos();
      var _ = syncExecutor.scheduleWithFixedDelay(this::sync, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  /** Has done what is due. */
  void afterWrite() {
    if (pagesAhead.isDue()) {
      aheadTask.schedule();
    }
    if (groundwork.isDue()) {
      groundworkTask.schedule();
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

  /** Ends when nothing is under way any more. */
  @Override
  public void close() {
    aheadExecutor.close();
    syncExecutor.close();
  }
}
