package dev.cairnkv.core.repair;

import dev.cairnkv.Finding;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads all of a store and says what is wrong.
 *
 * @param storage where it is, locked
 * @param storeId the store
 * @param payloads decodes
 * @param clock measures how long it takes
 * @param progress is told how far it is
 * @param <K> the type of the keys
 */
public record Verifier<K>(
    ShardStorage storage, UUID storeId, Payloads<K> payloads, Clock clock, ScanProgress progress) {

  /** Verifies the store. */
  public VerifyReport<K> verify() {
    long start = clock.nanoTime();
    PayloadCheck<K> check = new PayloadCheck<>(payloads);
    try (Inspected inspected = Inspection.run(storage, storeId, payloads, check, progress)) {
      CheckpointWitness witness = CheckpointWitness.hear(inspected);
      List<Finding<K>> findings =
          new ArrayList<>(new FindingsReader(inspected, witness).read(new KeySearch<>(payloads)));
      findings.addAll(check.findings());
      return new VerifyReport<>(
          inspected.shards().size(),
          inspected.frames(),
          inspected.bytes(),
          inspected.tornBytes(),
          findings,
          storage.unknownNames(),
          Duration.ofNanos(clock.nanoTime() - start));
    }
  }
}
