package dev.cairnkv.app.cli;

import dev.cairnkv.RepairReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.app.config.KvConfig;

/**
 * What is done with a store that a configuration describes while nobody has it open.
 *
 * @param verifier verifies it
 * @param repairer repairs it
 */
public record StoreMaintenance(Verifier verifier, Repairer repairer) {

  /** Reads all of a store. */
  @FunctionalInterface
  public interface Verifier {
    /** Says what is wrong. */
    VerifyReport<byte[]> verify(KvConfig config, ScanProgress progress);
  }

  /** Gives up what is lost in a store. */
  @FunctionalInterface
  public interface Repairer {
    /** Repairs the store, or says what that would do. */
    RepairReport<byte[]> repair(KvConfig config, boolean dryRun, ScanProgress progress);
  }
}
