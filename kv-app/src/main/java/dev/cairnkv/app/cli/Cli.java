package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.ConfigLoader;
import org.jspecify.annotations.Nullable;

/** The command line as a whole. */
public final class Cli {
  private final KvCommand kv;

  /**
   * Makes a command line.
   *
   * @param streams what the commands read and write
   * @param opener opens the store that the configuration describes
   * @param maintenance verifies and repairs that store
   * @param configLoader reads the configuration
   */
  public Cli(
      Streams streams,
      StoreOpener opener,
      StoreMaintenance maintenance,
      ConfigLoader configLoader) {
    this(streams, opener, maintenance, configLoader, null);
  }

  /** Makes one whose commands use the store that a shell keeps open. */
  Cli(
      Streams streams,
      StoreOpener opener,
      StoreMaintenance maintenance,
      ConfigLoader configLoader,
      @Nullable ShellStore shellStore) {
    this.kv = new KvCommand(streams, opener, maintenance, configLoader, shellStore);
  }

  /** Returns whether the arguments are a get that needs neither a parser nor any option. */
  public static boolean isPlainGet(String... arguments) {
    return PlainGet.of(arguments) != null;
  }

  /** Runs the command that the arguments name, and returns its {@link ExitCode}. */
  public int run(String... arguments) {
    PlainGet get = PlainGet.of(arguments);
    return get == null ? Picocli.run(kv, arguments) : get.run(kv);
  }
}
