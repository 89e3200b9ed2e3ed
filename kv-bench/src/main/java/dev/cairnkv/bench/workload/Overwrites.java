package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.Session;
import org.HdrHistogram.Histogram;

/**
 * What one thread sees that overwrites random records, long after the first of them became garbage.
 *
 * @param perSecond puts in a second
 * @param puts how long each took, in nanoseconds
 * @param diskPerLiveByte the most that the files were larger than what is live, by what {@link
 *     Peer#diskPerLiveByte} says
 */
public record Overwrites(double perSecond, Histogram puts, double diskPerLiveByte) {
  private static final int ROUNDS_BEFORE = 2;
  private static final int ROUNDS = 4;
  private static final int LOOKS_IN_A_ROUND = 32;
  private static final int DIGITS = 3;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Fills a store, overwrites as many records as it has some times, and measures some more. */
  public static <T> Overwrites measure(Peer<T> peer, Records<T> records) {
    try (Session<T> session = peer.session(1)) {
      for (long i = 0; i < records.count(); i++) {
        session.put(records.key(i), records.value(i, 0));
      }
      Numbers numbers = Numbers.uniform(records.count(), 1);
      overwrite(session, records, numbers, records.count() * ROUNDS_BEFORE, new Histogram(DIGITS));
      return overwrite(peer, session, records, numbers);
    }
  }

  private static <T> Overwrites overwrite(
      Peer<T> peer, Session<T> session, Records<T> records, Numbers numbers) {
    Histogram puts = new Histogram(DIGITS);
    long part = Math.max(1, records.count() / LOOKS_IN_A_ROUND);
    double most = 0;
    long nanos = 0;
    long operations = 0;
    for (int look = 0; look < ROUNDS * LOOKS_IN_A_ROUND; look++) {
      nanos += overwrite(session, records, numbers, part, puts);
      operations += part;
      most = Math.max(most, peer.diskPerLiveByte().orElse(0));
    }
    return new Overwrites(operations * NANOS_PER_SECOND / nanos, puts, most);
  }

  private static <T> long overwrite(
      Session<T> session, Records<T> records, Numbers numbers, long count, Histogram puts) {
    long begin = System.nanoTime();
    long last = begin;
    for (long i = 0; i < count; i++) {
      long number = numbers.next();
      session.put(records.key(number), records.value(number, (int) i));
      long now = System.nanoTime();
      puts.recordValue(now - last);
      last = now;
    }
    return last - begin;
  }
}
