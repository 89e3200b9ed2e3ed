package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.Session;

/**
 * The workloads that run for a while on a store that is filled, or is being filled.
 *
 * @param <T> what keys and values are
 */
public final class Workloads<T> {
  /** How many operations may share a transaction where nobody else reads and writes. */
  private static final int GROUP = 1000;

  private static final int MANY_THREADS = 16;

  /** What is not measured ends after so many seconds, should it be slow. */
  private static final double PATIENCE = 30;

  private final Peer<T> peer;
  private final Records<T> records;
  private final Timing timing;

  /** Makes the workloads for an open store. */
  public Workloads(Peer<T> peer, Records<T> records, Timing timing) {
    this.peer = peer;
    this.records = records;
    this.timing = timing;
  }

  /** Puts each record once, and returns how many in a second. */
  public double load() {
    long begin = System.nanoTime();
    loadUntil(Long.MAX_VALUE);
    return records.count() * 1e9 / (System.nanoTime() - begin);
  }

  /** Puts each record once, or as many as are put when {@link System#nanoTime} is past a moment. */
  public void loadUntil(long nanoTime) {
    try (Session<T> session = peer.session(GROUP)) {
      long i = 0;
      while (i < records.count() && (i % GROUP != 0 || System.nanoTime() < nanoTime)) {
        session.put(records.key(i), records.value(i, 0));
        i++;
      }
    }
  }

  /** Gets with some threads. */
  public double get(int threads) {
    return mix(threads, GROUP, Mix.puts(0), timing);
  }

  /** Gets many keys at a time. */
  public double getAll() {
    return Driver.operationsPerSecond(
        peer,
        1,
        GROUP,
        timing,
        (session, thread) -> new GetAllClient<>(session, records, uniform(thread)));
  }

  /** Gets keys that are not there. */
  public double miss() {
    return Driver.operationsPerSecond(
        peer,
        1,
        GROUP,
        timing,
        (session, thread) -> new MissClient<>(session, records, uniform(thread)));
  }

  /** Puts records that are there, each once in the mean. */
  public double overwrite() {
    return mix(1, GROUP, Mix.puts(100), timing.atMost(records.count()));
  }

  /** Gets and puts by halves, with two threads. */
  public double mixed() {
    return mix(2, 1, Mix.puts(50), timing.atMost(records.count()));
  }

  /** Gets and puts zipfian keys, such as YCSB's workloads A, B and C. */
  public double ycsb(int putPercent) {
    return zipfian(Mix.puts(putPercent));
  }

  /** Gets zipfian keys, half of them to put them at once, as YCSB's workload F. */
  public double ycsbF() {
    return zipfian(new Mix(50, true));
  }

  /** Puts new records into a store that syncs each put. */
  public double synced(boolean manyThreads) {
    int threads = manyThreads ? MANY_THREADS : 1;
    return Driver.operationsPerSecond(
        peer,
        threads,
        1,
        timing,
        (session, thread) -> new SyncedClient<>(session, records, thread, threads));
  }

  /** Puts so many records that are there, without telling the time. */
  public void overwriteSome(long count) {
    mix(1, GROUP, Mix.puts(100), new Timing(0, PATIENCE, count));
  }

  /** Gets one record, the first that is asked of a store that was opened. */
  public void getFirst() {
    try (Session<T> session = peer.session(1)) {
      new MixClient<>(session, records, uniform(0), 0, Mix.puts(0)).operation();
    }
  }

  /** Gets so many records, without telling the time. */
  public void getSome(long count) {
    mix(1, GROUP, Mix.puts(0), new Timing(0, PATIENCE, count));
  }

  private double mix(int threads, int group, Mix mix, Timing how) {
    return Driver.operationsPerSecond(
        peer,
        threads,
        group,
        how,
        (session, thread) ->
            new MixClient<>(session, records, uniform(thread), thread + 1000, mix));
  }

  private double zipfian(Mix mix) {
    Zipfian zipfian = new Zipfian(records.count());
    Timing limited = mix.putPercent() == 0 ? timing : timing.atMost(records.count());
    return Driver.operationsPerSecond(
        peer,
        1,
        1,
        limited,
        (session, thread) ->
            new MixClient<>(session, records, zipfian.numbers(thread + 1L), thread + 1000, mix));
  }

  private Numbers uniform(int thread) {
    return Numbers.uniform(records.count(), thread + 1L);
  }
}
