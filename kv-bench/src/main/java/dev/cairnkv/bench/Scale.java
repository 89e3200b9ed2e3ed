package dev.cairnkv.bench;

import dev.cairnkv.bench.child.ChildProcess;
import dev.cairnkv.bench.child.MemoryLimit;
import dev.cairnkv.bench.report.Results;
import dev.cairnkv.bench.workload.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the same with different numbers of keys, or with more data than memory. */
record Scale(Settings settings, Consumer<String> progress) {
  /** What is measured at each number of keys. */
  static final Set<Measure> MEASURES =
      EnumSet.of(
          Measure.LOAD,
          Measure.GET,
          Measure.OVERWRITE,
          Measure.OPEN_CLEAN,
          Measure.OPEN_KILL,
          Measure.SCAN,
          Measure.MEMORY,
          Measure.RESIDENT,
          Measure.INDEX,
          Measure.DISK,
          Measure.FRAME);

  private static final long MILLION = 1_000_000;
  private static final long LARGE_RECORD_BYTES = 1070;
  private static final int KEYS_FOR_A_LARGE_RECORD = 4;
  private static final int SHARE_OF_HEAP = 4;

  /** The store that makes a JVM warm fits in the memory together with its heap. */
  private static final int SHARE_OF_SMALL = 16;

  /** How many times the memory the data takes. */
  static final int DATA_TO_MEMORY = 4;

  /** The smallest limit that a JVM with a store can live with. */
  static final long MIN_LIMIT_BYTES = 256L << 20;

  /** Runs with so many keys, one after the other. */
  void overKeys(List<Long> sizes, ChildProcess children, Results results) {
    for (long keys : sizes) {
      Settings sized = settings.with(settings.peers(), MEASURES, keys);
      new Bench(sized, ", " + inWords(keys) + " keys", children, progress).run(results);
    }
  }

  /** Runs with {@value #DATA_TO_MEMORY} times as much data as memory, and without that limit. */
  void withMemory(String name, long limitBytes, Results results) {
    long keys = DATA_TO_MEMORY * limitBytes / LARGE_RECORD_BYTES * KEYS_FOR_A_LARGE_RECORD;
    Settings large =
        settings
            .with(settings.peers(), EnumSet.of(Measure.LOAD_1K, Measure.GET_1K), keys)
            .withSmallKeys(limitBytes / LARGE_RECORD_BYTES / SHARE_OF_SMALL);
    String heap = Long.toString(limitBytes / SHARE_OF_HEAP);
    List<String> options = ChildProcess.options(heap);
    new Bench(large, ", memory not limited", new ChildProcess(List.of(), options), progress)
        .run(results);
    try (MemoryLimit limit = MemoryLimit.of(limitBytes)) {
      ChildProcess children = new ChildProcess(limit.prefix(), options);
      new Bench(large, ", memory of " + name, children, progress).run(results);
    }
  }

  private static String inWords(long keys) {
    return keys % MILLION == 0 ? keys / MILLION + " M" : String.format(Locale.ROOT, "%,d", keys);
  }
}
