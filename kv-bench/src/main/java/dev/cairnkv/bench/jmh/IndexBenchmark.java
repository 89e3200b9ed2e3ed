package dev.cairnkv.bench.jmh;

import dev.cairnkv.bench.peer.Form;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the index takes, with a million fingerprints that do not fit in the processor's cache. */
@State(Scope.Thread)
public class IndexBenchmark extends Defaults {
  private static final int FRAME_BYTES = 152;

  private final Index index = new Index();
  private Index filling = new Index();
  private int next;
  private int filled;

  /** Fills the index. */
  @Setup
  public void setUp() {
    for (int i = 0; i < MANY; i++) {
      index.put(fingerprint(i), location(i));
    }
  }

  /** Finds a fingerprint that is there. */
  @Benchmark
  public long get() {
    return index.get(fingerprint(random()));
  }

  /** Looks for a fingerprint that is not there. */
  @Benchmark
  public long miss() {
    return index.get(fingerprint(MANY + random()));
  }

  /** Gives a fingerprint another location. */
  @Benchmark
  public long put() {
    int number = random();
    return index.put(fingerprint(number), location(number));
  }

  /**
   * Gives a new fingerprint a location, as a load does, in an index that begins empty, and again in
   * a new one whenever there are two million. The collector frees the memory of the one before.
   */
  @Benchmark
  public void fill() {
    if (filled == 2 * MANY) {
      filling = new Index();
      filled = 0;
    }
    Fingerprint fingerprint = fingerprint(next++);
    if (filling.mustSettleBefore(fingerprint)) {
      filling.settle(replaced -> {});
    }
    filling.defer(fingerprint, location(filled++));
  }

  private int random() {
    return (int) Form.mix(next++) & (MANY - 1);
  }

  private static Fingerprint fingerprint(long number) {
    long high = Form.mix(number);
    return new Fingerprint(high, Form.mix(high));
  }

  private static long location(long number) {
    return Location.pack(1, (number + 1) * FRAME_BYTES, FRAME_BYTES);
  }
}
