package dev.cairnkv.reliability.soak;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a soak did. */
final class Summary {
  private static final Set<Told> EVERYTHING = EnumSet.allOf(Told.class);

  private final Map<Told, Long> times = new EnumMap<>(Told.class);
  private final Map<Told, Long> sums = new EnumMap<>(Told.class);
  private long stores;
  private long rounds;
  private long kills;
  private long cleanShutdowns;
  private long operations;

  void addStore() {
    stores++;
  }

  void addRound() {
    rounds++;
  }

  void addKill() {
    kills++;
  }

  void addCleanShutdown() {
    cleanShutdowns++;
  }

  void addOperation() {
    operations++;
  }

  long stores() {
    return stores;
  }

  long rounds() {
    return rounds;
  }

  /** Counts what a worker told. */
  void add(Told told, long number) {
    times.merge(told, 1L, Long::sum);
    sums.merge(told, number, Long::sum);
  }

  private long times(Told told) {
    return times.getOrDefault(told, 0L);
  }

  /** Returns whether each kind of thing has happened that a soak is about. */
  boolean isComplete() {
    return kills > 0 && cleanShutdowns > 0 && EVERYTHING.stream().allMatch(times::containsKey);
  }

  private long sum(Told told) {
    return sums.getOrDefault(told, 0L);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d rounds in %,d stores: %,d operations, %,d reads, %,d kills, %,d clean shutdowns, %,d"
            + " compactions (%,d shards removed), %,d checkpoints asked for, %,d jumps of the"
            + " clock, the space looked at %,d times, %,d snapshots, %,d backups, %,d conversions"
            + " (%,d shards), %,d scans (%,d keys)",
        rounds,
        stores,
        operations,
        sum(Told.READS),
        kills,
        cleanShutdowns,
        times(Told.COMPACTION),
        sum(Told.COMPACTION),
        times(Told.CHECKPOINT),
        times(Told.TIME),
        times(Told.SETTLED),
        times(Told.SNAPSHOT),
        times(Told.BACKUP),
        times(Told.CONVERSION),
        sum(Told.CONVERSION),
        times(Told.SCAN),
        sum(Told.SCAN));
  }
}
