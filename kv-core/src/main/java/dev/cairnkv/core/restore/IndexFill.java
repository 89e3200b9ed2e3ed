package dev.cairnkv.core.restore;

import dev.cairnkv.core.index.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Updates sub-tables of an index, which have nothing to do with each other, in other threads, while
 * the one that began it goes on with something else until it takes part as well. For use by one
 * thread, with one group of updates at a time.
 */
final class IndexFill {
  private final Index index;
  private final AtomicInteger next = new AtomicInteger();
  private final List<ForkJoinTask<?>> helpers = new ArrayList<>();
  private long[] updates = new long[0];
  private int[] begins;

  IndexFill(Index index) {
    this.index = index;
    this.begins = new int[index.subTables() + 1];
  }

  /**
   * Begins with a group of updates.
   *
   * @param updates as {@link Index#update} takes them, sub-table by sub-table
   * @param begins the place of the first of each sub-table, and behind that the place behind the
   *     last of all
   * @param inParallel whether other threads take part; else all is left to {@link #complete}
   */
  void begin(long[] updates, int[] begins, boolean inParallel) {
    this.updates = updates;
    this.begins = begins;
    next.set(0);
    ForkJoinPool pool = ForkJoinPool.commonPool();
    for (int i = 0; inParallel && i < pool.getParallelism(); i++) {
      helpers.add(pool.submit(this::updateSubTables));
    }
  }

  /** Takes part until all is done. Throws what another thread threw. */
  void complete() {
    updateSubTables();
    helpers.forEach(ForkJoinTask::join);
    helpers.clear();
  }

  /** Sees to it that no other thread is at work any more, even if not all is done. */
  void abandon() {
    next.set(index.subTables());
    helpers.forEach(ForkJoinTask::quietlyJoin);
    helpers.clear();
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
