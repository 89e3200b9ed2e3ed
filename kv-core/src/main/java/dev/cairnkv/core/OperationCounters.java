package dev.cairnkv.core;

import dev.cairnkv.OperationStats;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts operations, so that threads do not get in each other's way by it. */
final class OperationCounters {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder deletes = new LongAdder();

  /** Counts a key that was read. */
  void read(@Nullable Object value) {
    (value == null ? misses : hits).increment();
  }

  /** Counts keys that were read. */
  void readAll(List<?> values) {
    long found = values.stream().filter(value -> value != null).count();
    hits.add(found);
    misses.add(values.size() - found);
  }

  void put() {
    puts.increment();
  }

  void delete() {
    deletes.increment();
  }

  /** Counts the writes of a batch. */
  void write(List<? extends PreparedWrite<?>> batch) {
    for (PreparedWrite<?> write : batch) {
      switch (write.kind()) {
        case PUT -> put();
        case TOMBSTONE -> delete();
        case SEAL -> throw new IllegalStateException("a seal is no write");
      }
    }
  }

  /** Counts a conditional write. */
  void change(Change<?> change) {
    switch (change) {
      case Change.Put<?> _ -> put();
      case Change.Delete<?> _ -> delete();
      case Change.Keep<?> _ -> {}
    }
  }

  OperationStats stats(long appendedBytes) {
    return new OperationStats(hits.sum(), misses.sum(), puts.sum(), deletes.sum(), appendedBytes);
  }
}
