package dev.cairnkv.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.cairnkv.BackupReport;
import dev.cairnkv.RepairReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.wiring.StoreKeys;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.StoreBackup;
import dev.cairnkv.core.StoreRepair;
import dev.cairnkv.core.StoreVerification;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import java.nio.file.Path;

/** Verifies and repairs stores on files, with every codec there is, and makes them from backups. */
final class Maintenance {
  private Maintenance() {}

  static VerifyReport<byte[]> verify(KvConfig config, ScanProgress progress) {
    Injector injector = injector(config);
    return StoreVerification.verify(
        injector.getInstance(ShardStorage.class),
        codecs(injector),
        injector.getInstance(Clock.class),
        progress);
  }

  static RepairReport<byte[]> repair(KvConfig config, boolean dryRun, ScanProgress progress) {
    Injector injector = injector(config);
    return StoreRepair.repair(
        injector.getInstance(ShardStorage.class),
        codecs(injector),
        injector.getInstance(Clock.class),
        config.options(),
        dryRun,
        progress);
  }

  static BackupReport restore(Path backup, Path directory, ScanProgress progress) {
    try (ShardStorage source = storage(backup);
        ShardStorage target = storage(directory)) {
      return StoreBackup.restore(source, target, Clock.system(), progress);
    }
  }

  static ShardStorage storage(Path directory) {
    return FileShardStorage.at(directory);
  }

  /** Not for production, where the store would be restored at once. */
  private static Injector injector(KvConfig config) {
    return Guice.createInjector(SeenStore.module(config));
  }

  private static Codecs<byte[], byte[]> codecs(Injector injector) {
    return Codecs.of(
        injector.getInstance(StoreKeys.BYTES.keyType()),
        injector.getInstance(StoreKeys.BYTES.writer()),
        injector.getInstance(StoreKeys.BYTES.readers()).values());
  }
}
