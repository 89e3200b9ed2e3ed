package dev.cairnkv;

import java.time.Duration;
import java.util.List;

/**
 * What a verification found. It changes nothing.
 *
 * @param shards the number of shards that are there
 * @param frames the number of intact frames, without seals
 * @param bytes the bytes of those frames
 * @param tornBytes the bytes behind the last frame that a crash left and the next restore cuts off;
 *     they are no damage
 * @param findings everything that is wrong
 * @param unknownNames the names found in the storage that are not the store's own
 * @param duration how long it took
 * @param <K> the type of the keys
 */
public record VerifyReport<K>(
    int shards,
    long frames,
    long bytes,
    long tornBytes,
    List<Finding<K>> findings,
    List<String> unknownNames,
    Duration duration) {

  /** Makes the lists unmodifiable. */
  public VerifyReport {
    findings = List.copyOf(findings);
    unknownNames = List.copyOf(unknownNames);
  }

  /** Returns whether nothing is wrong. */
  public boolean isSound() {
    return findings.isEmpty();
  }
}
