package dev.cairnkv.bench;

import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Timing;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be run.
 *
 * @param peers the stores, in the order of columns
 * @param measures what is measured
 * @param keys how many keys a store has
 * @param runs how often everything is repeated
 * @param timing how long a workload runs
 * @param smallKeys how many keys the store has that makes a JVM warm
 * @param directory where the stores are made; each is deleted after use
 */
record Settings(
    List<PeerKind<?>> peers,
    Set<Measure> measures,
    long keys,
    int runs,
    Timing timing,
    long smallKeys,
    Path directory) {

  /** Returns the same with other peers, measures and keys. */
  Settings with(List<PeerKind<?>> otherPeers, Set<Measure> otherMeasures, long otherKeys) {
    return new Settings(otherPeers, otherMeasures, otherKeys, runs, timing, smallKeys, directory);
  }

  /** Returns the same with a smaller store to make a JVM warm. */
  Settings withSmallKeys(long limit) {
    return new Settings(peers, measures, keys, runs, timing, Math.min(limit, smallKeys), directory);
  }

  /**
   * Returns a sentence that tells them.
   *
   * @param keyNumbers the numbers of keys that stores had
   */
  String describe(Stream<Long> keyNumbers) {
    return String.format(
        Locale.ROOT,
        "%s keys of 16 bytes, values of 100 bytes unless said otherwise, %d runs; each workload"
            + " %.2f s after %.2f s warm; median (lowest–highest); **n ×**: how much better the"
            + " first column is",
        keyNumbers
            .distinct()
            .map(number -> String.format(Locale.ROOT, "%,d", number))
            .collect(Collectors.joining(" / ")),
        runs,
        timing.seconds(),
        timing.warmSeconds());
  }
}
