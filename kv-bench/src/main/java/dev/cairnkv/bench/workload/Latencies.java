package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.Session;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long single operations take, in nanoseconds, while two threads put and get by halves and the
 * store grows to four times its size: so shards fill up and the index grows meanwhile. A thread
 * begins an operation when its last one has ended.
 *
 * @param puts puts of new records
 * @param gets gets of records that are there
 */
public record Latencies(Histogram puts, Histogram gets) {
  private static final int THREADS = 2;
  private static final int GROWTH = 4;
  private static final int DIGITS = 3;

  /** Fills a store and measures. */
  public static <T> Latencies measure(Peer<T> peer, Records<T> records) {
    long before = records.count() / GROWTH;
    try (Session<T> session = peer.session(1)) {
      for (long i = 0; i < before; i++) {
        session.put(records.key(i), records.value(i, 0));
      }
    }
    List<Grower<T>> growers = new ArrayList<>();
    Timing timing =
        new Timing(0, Double.MAX_VALUE, (records.count() - before) * 2 / THREADS * THREADS);
    Driver.operationsPerSecond(
        peer,
        THREADS,
        1,
        timing,
        (session, thread) -> {
          Grower<T> grower = new Grower<>(session, records, before + thread, before);
          synchronized (growers) {
            growers.add(grower);
          }
          return grower;
        });
    Latencies all = new Latencies(new Histogram(DIGITS), new Histogram(DIGITS));
    for (Grower<T> grower : growers) {
      all.puts.add(grower.latencies.puts);
      all.gets.add(grower.latencies.gets);
    }
    return all;
  }

  private static final class Grower<T> implements Client {
    private final Session<T> session;
    private final Records<T> records;
    private final Numbers numbers;
    private final Latencies latencies = new Latencies(new Histogram(DIGITS), new Histogram(DIGITS));
    private long next;

    private Grower(Session<T> session, Records<T> records, long first, long before) {
      this.session = session;
      this.records = records;
      this.numbers = Numbers.uniform(before, first);
      this.next = first;
    }

    @Override
    public void round() {
      for (int i = 0; i < ROUND && next < records.count(); i += 2) {
        T key = records.key(next);
        long begin = System.nanoTime();
        session.put(key, records.value(next, 0));
        latencies.puts.recordValue(System.nanoTime() - begin);
        next += THREADS;
        get(numbers.next());
      }
    }

    private void get(long number) {
      T key = records.key(number);
      long begin = System.nanoTime();
      T value = session.get(key);
      latencies.gets.recordValue(System.nanoTime() - begin);
      if (value == null) {
        throw new WrongValueException("record " + number + " is missing");
      }
      records.check(number, value);
    }
  }
}
