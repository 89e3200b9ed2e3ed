package dev.cairnkv.app;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Stage;
import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.app.cli.Cli;
import dev.cairnkv.app.cli.ExitCode;
import dev.cairnkv.app.cli.StoreMaintenance;
import dev.cairnkv.app.cli.StoreOpener;
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
    int exitCode = run(arguments);
    if (exitCode != ExitCode.DONE || !Cli.isPlainGet(arguments)) {
      System.exit(exitCode); // it looks into every jar for a logger that wants to know
    }
  }

  /** Runs the command that the arguments name, and returns its exit code. */
  static int run(String... arguments) {
    Map<String, String> environment = System.getenv();
    ConfigLoader configLoader = new ConfigLoader(Path.of(""), environment);
    StoreOpener opener = Cli.isPlainGet(arguments) ? OwnStore::open : Main::open;
    return new Cli(Streams.system(environment), opener, maintenance(), configLoader).run(arguments);
  }

  /** Returns what is done with stores that nobody has open, and with backups. */
  @SuppressWarnings("exports") // for the packages of this module
  public static StoreMaintenance maintenance() {
    return new StoreMaintenance(
        Maintenance::verify, Maintenance::repair, Maintenance::restore, Maintenance::storage);
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
