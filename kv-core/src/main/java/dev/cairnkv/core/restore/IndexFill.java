package dev.cairnkv.core.restore;

import dev.cairnkv.core.index.Index;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A group of updates of an index, which other threads do while the one that began it goes on with
 * something else, until it takes part as well. They share the sub-tables, which have nothing to do
 * with each other. Helpers that have not begun by the end are not waited for: the common pool of
 * the JVM may be busy with what others gave it.
 */
final class IndexFill {
  private final Index index;
  private final long[] updates;
  private final int[] begins;
  private final AtomicInteger next = new AtomicInteger();
  private final Phaser atWork = new Phaser(1);
  private volatile Runnable outcome = () -> {};

  /**
   * Makes a group that nobody works at yet.
   *
   * @param updates as {@link Index#update} takes them, sub-table by sub-table; that is replaced as
   *     it says
   * @param begins the place of the first of each sub-table, and behind that the place behind the
   *     last of all
   */
  IndexFill(Index index, long[] updates, int[] begins) {
    this.index = index;
    this.updates = updates;
    this.begins = begins;
  }

  /** Lets other threads begin. */
  void beginInParallel() {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    for (int i = 0; i < pool.getParallelism(); i++) {
      pool.execute(this::help);
    }
  }

  private void help() {
    int _ = atWork.register();
    try {
      updateSubTables();
    } catch (RuntimeException | Error e) {
      outcome =
          () -> {
            throw e;
          };
      stop();
    } finally {
      int _ = atWork.arriveAndDeregister();
    }
  }

  /** Takes part until all is done. Throws what another thread threw. */
  void complete() {
    updateSubTables();
    awaitHelpers();
    outcome.run();
  }

  /** Sees to it that no other thread is at work any more, even if not all is done. */
  void abandon() {
    stop();
    awaitHelpers();
  }

  private void stop() {
    next.set(index.subTables());
  }

  private void awaitHelpers() {
    int _ = atWork.arriveAndAwaitAdvance();
  }

  private void updateSubTables() {
    int subTable = next.getAndIncrement();
    while (subTable < index.subTables()) {
      if (begins[subTable] < begins[subTable + 1]) {
        index.update(subTable, updates, begins[subTable], begins[subTable + 1]);
      }
      subTable = next.getAndIncrement();
    }
  }
}
