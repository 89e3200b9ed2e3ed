package dev.cairnkv.app.cli;

import dev.cairnkv.BackupReport;
import dev.cairnkv.RepairReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.spi.ShardStorage;
import java.nio.file.Path;

/**
 * What is done with a store that a configuration describes while nobody has it open.
 *
 * @param verifier verifies it
 * @param repairer repairs it
 * @param restorer makes it from a backup
 * @param storages gives the place of a backup
 */
public record StoreMaintenance(
    Verifier verifier, Repairer repairer, Restorer restorer, Storages storages) {

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

  /** Makes stores from backups. */
  @FunctionalInterface
  public interface Restorer {
    /** Makes a store in a directory from the backup in another one. */
    BackupReport restore(Path backup, Path directory, ScanProgress progress);
  }

  /** Gives storages in directories. */
  @FunctionalInterface
  public interface Storages {
    /** Returns the storage in a directory. */
    ShardStorage at(Path directory);
  }
}
