package dev.cairnkv.app;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Stage;
import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.RepairReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.app.cli.Cli;
import dev.cairnkv.app.cli.StoreMaintenance;
import dev.cairnkv.app.cli.Streams;
import dev.cairnkv.app.config.ConfigLoader;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.wiring.StoreKeys;
import java.nio.file.Path;
import java.util.Map;

/** The command line {@code kv}. */
public final class Main {

  private Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    ConfigLoader configLoader = new ConfigLoader(Path.of(""), environment);
    System.exit(
        new Cli(
                Streams.system(environment),
                Main::open,
                new StoreMaintenance(Main::verify, Main::repair),
                configLoader)
            .run(arguments));
  }

  /**
   * Verifies the store that a configuration describes.
   *
   * @throws KvException as {@code StoreVerification.verify} does
   */
  public static VerifyReport<byte[]> verify(KvConfig config, ScanProgress progress) {
    return Maintenance.verify(config, progress);
  }

  /**
   * Repairs the store that a configuration describes.
   *
   * @throws KvException as {@code StoreRepair.repair} does
   */
  public static RepairReport<byte[]> repair(
      KvConfig config, boolean dryRun, ScanProgress progress) {
    return Maintenance.repair(config, dryRun, progress);
  }

  /**
   * Opens the store that a configuration describes.
   *
   * @throws KvException as {@code ShardedStore.restore} does
   */
  public static KvStore<byte[], byte[]> open(KvConfig config) {
    try {
      return Guice.createInjector(Stage.PRODUCTION, SeenStore.module(config))
          .getInstance(StoreKeys.BYTES.store());
    } catch (CreationException e) {
      throw e.getCause() instanceof KvException cause ? cause : e;
    }
  }
}
