package dev.cairnkv.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairnkv.KvStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Loads an empty store and puts a mixed load on it, as a {@link BenchPlan} says. */
public final class Bench {

  private static final long SEED = 20_261_123;
  private static final int TOLD_EVERY = 256;
  private static final int PROGRESS_MILLIS = 100;

  private final KvStore<byte[], byte[]> store;
  private final BenchPlan plan;
  private final BenchProgress progress;
  private final Records records;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Makes a bench of a store, which must be empty. */
  public Bench(KvStore<byte[], byte[]> store, BenchPlan plan, BenchProgress progress) {
    this.store = store;
    this.plan = plan;
    this.progress = progress;
    this.records = new Records(plan.valueBytes(), new SplittableRandom(SEED));
  }

  /** What a thread does, and what it measured. */
  private interface Work {
    /** Does the operation of a number. */
    void run(long number);
  }

  /** Makes the work of a thread. */
  private interface WorkMaker {
    Work make(int thread, SplittableRandom random);
  }

  /**
   * Runs the bench.
   *
   * @throws InterruptedException if the thread was interrupted; what is under way goes on
   * @throws RuntimeException what an operation threw first
   */
  public BenchResult run() throws InterruptedException {
    List<Latencies> loads = perThread();
    long loadNanos =
        measure("load", plan.keys(), (thread, random) -> load(thread, random, loads.get(thread)));
    KeyChooser keys = plan.distribution().over(plan.keys());
    List<Latencies> reads = perThread();
    List<Latencies> writes = perThread();
    long mixedNanos =
        measure(
            "mixed",
            plan.operations(),
            (thread, random) -> mixed(keys, random, reads.get(thread), writes.get(thread)));
    return new BenchResult(loadNanos, sum(loads), mixedNanos, sum(reads), sum(writes));
  }

  /** The keys of a thread lie between those of the others, so that each is loaded once. */
  private Work load(int thread, SplittableRandom random, Latencies latencies) {
    return number -> write(Records.key(number * plan.threads() + thread), random, latencies);
  }

  private Work mixed(KeyChooser keys, SplittableRandom random, Latencies reads, Latencies writes) {
    return number -> {
      byte[] key = Records.key(keys.next(random));
      if (random.nextDouble() < plan.readRatio()) {
        read(key, reads);
      } else {
        write(key, random, writes);
      }
    };
  }

  private void write(byte[] key, SplittableRandom random, Latencies latencies) {
    byte[] value = records.value(random);
    long start = System.nanoTime();
    store.put(key, value);
    latencies.record(System.nanoTime() - start);
  }

  private void read(byte[] key, Latencies latencies) {
    long start = System.nanoTime();
    byte[] value = store.get(key);
    latencies.record(System.nanoTime() - start);
    if (value == null || value.length != plan.valueBytes()) {
      throw new IllegalStateException(
          "expected a value of %d bytes under %s, found %s"
              .formatted(
                  plan.valueBytes(),
                  new String(key, US_ASCII),
                  value == null ? "none" : value.length));
    }
  }

  private long measure(String phase, long total, WorkMaker maker) throws InterruptedException {
    AtomicLong done = new AtomicLong();
    CountDownLatch running = new CountDownLatch(plan.threads());
    SplittableRandom seeds = new SplittableRandom(SEED + phase.hashCode());
    List<Work> work = new ArrayList<>();
    for (int thread = 0; thread < plan.threads(); thread++) {
      work.add(maker.make(thread, seeds.split()));
    }
    long start = System.nanoTime();
    for (int thread = 0; thread < plan.threads(); thread++) {
      long share = plan.share(total, thread);
      Work own = work.get(thread);
      Thread.ofPlatform()
          .name("kv-bench-" + thread)
          .daemon()
          .start(() -> runAll(own, share, done, running));
    }
    while (!running.await(PROGRESS_MILLIS, TimeUnit.MILLISECONDS)) {
      progress.at(phase, done.get(), total);
    }
    long nanos = System.nanoTime() - start;
    progress.at(phase, done.get(), total);
    rethrow(failure.get());
    return nanos;
  }

  private void runAll(Work work, long count, AtomicLong done, CountDownLatch running) {
    try {
      for (long number = 0; number < count && failure.get() == null; number++) {
        work.run(number);
        if ((number + 1) % TOLD_EVERY == 0) {
          done.addAndGet(TOLD_EVERY);
        }
      }
      done.addAndGet(count % TOLD_EVERY);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      running.countDown();
    }
  }

  private static void rethrow(@Nullable Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thrown);
    }
  }

  private List<Latencies> perThread() {
    List<Latencies> latencies = new ArrayList<>();
    for (int thread = 0; thread < plan.threads(); thread++) {
      latencies.add(new Latencies());
    }
    return latencies;
  }

  private static Latencies sum(List<Latencies> parts) {
    Latencies sum = new Latencies();
    parts.forEach(sum::add);
    return sum;
  }
}
