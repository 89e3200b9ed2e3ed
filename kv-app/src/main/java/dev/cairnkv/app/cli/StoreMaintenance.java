package dev.cairnkv.app.cli;

import dev.cairnkv.RepairReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.app.config.KvConfig;

/** Works on the store that a configuration describes while nobody has it open. */
public interface StoreMaintenance {

  /** Reads all of the store and says what is wrong. */
  VerifyReport<byte[]> verify(KvConfig config, ScanProgress progress);

  /** Gives up what is lost in the store, or says what that would do. */
  RepairReport<byte[]> repair(KvConfig config, boolean dryRun, ScanProgress progress);
}
