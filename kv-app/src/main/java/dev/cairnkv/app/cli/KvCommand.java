package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.ConfigLoader;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.config.Setting;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code kv}: the options that every command takes, and what they share. */
@Command(
    name = "kv",
    description = "A persistent key-value store in shard files.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    footer = {
      "",
      "Settings come from kv.properties in the working directory (or --config FILE),",
      "then KV_DIR, KV_CODEC, KV_SHARD_SIZE, ... in the environment, then options;",
      "what comes later wins.",
      "",
      "Exit codes: 0 done, 1 no such key or damaged, 2 wrong usage, 3 store or file error."
    })
final class KvCommand implements Runnable {
  private final Streams streams;
  private final StoreOpener opener;
  private final StoreMaintenance maintenance;
  private final ConfigLoader configLoader;
  private final Map<Setting, String> flags = new EnumMap<>(Setting.class);

  private @Nullable StoreSession session;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Properties file to read instead of kv.properties.")
  private @Nullable Path configFile;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on the annotation
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on the annotation
  private boolean version;

  KvCommand(
      Streams streams,
      StoreOpener opener,
      StoreMaintenance maintenance,
      ConfigLoader configLoader) {
    this.streams = streams;
    this.opener = opener;
    this.maintenance = maintenance;
    this.configLoader = configLoader;
  }

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Directory of the store; kv-data in the working directory unless set.")
  void setDirectory(String text) {
    flags.put(Setting.DIR, text);
  }

  @Option(
      names = "--codec",
      paramLabel = "CODEC",
      scope = ScopeType.INHERIT,
      description =
          "Codec of new shards: json or kryo, and behind it +zstd to compress, +aes to encrypt;"
              + " existing ones are read with their own. Default: json.")
  void setCodec(String text) {
    flags.put(Setting.CODEC, text);
  }

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "File of encryption keys, each a line 'ID = 64 hexadecimal digits'; the first one writes,"
              + " all of them read.")
  void setKeyFile(String text) {
    flags.put(Setting.KEY_FILE, text);
  }

  @Option(
      names = "--shard-size",
      paramLabel = "SIZE",
      scope = ScopeType.INHERIT,
      description = "Size of new shards, a multiple of 4KiB. Default: 64MiB.")
  void setShardSize(String text) {
    flags.put(Setting.SHARD_SIZE, text);
  }

  @Option(
      names = "--durability",
      paramLabel = "appended|synced",
      scope = ScopeType.INHERIT,
      description =
          "What a write has survived when it returns: the end of the process, or a power loss."
              + " Default: appended.")
  void setDurability(String text) {
    flags.put(Setting.DURABILITY, text);
  }

  @Option(
      names = "--sync-period",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      description = "How often to sync in the background, such as 250ms; off: never. Default: 1s.")
  void setSyncPeriod(String text) {
    flags.put(Setting.SYNC_PERIOD, text);
  }

  @Option(
      names = "--checkpoint-bytes",
      paramLabel = "SIZE",
      scope = ScopeType.INHERIT,
      description =
          "After how many appended bytes to write a checkpoint; 0: at the end only. Default:"
              + " 256MiB.")
  void setCheckpointBytes(String text) {
    flags.put(Setting.CHECKPOINT_BYTES, text);
  }

  @Option(
      names = "--create-if-missing",
      paramLabel = "true|false",
      scope = ScopeType.INHERIT,
      description = "Whether put and import may begin a store. Default: true.")
  void setCreateIfMissing(String text) {
    flags.put(Setting.CREATE_IF_MISSING, text);
  }

  @Option(
      names = "--background-compaction",
      paramLabel = "true|false",
      scope = ScopeType.INHERIT,
      description =
          "Whether the space of overwritten and deleted records comes back by itself while a"
              + " command writes. Default: true.")
  void setBackgroundCompaction(String text) {
    flags.put(Setting.BACKGROUND_COMPACTION, text);
  }

  @Option(
      names = "--compaction-bytes-per-second",
      paramLabel = "SIZE",
      scope = ScopeType.INHERIT,
      description = "How much that may write in a second; 0: as much as it can. Default: 0.")
  void setCompactionBytesPerSecond(String text) {
    flags.put(Setting.COMPACTION_BYTES_PER_SECOND, text);
  }

  @Override
  public void run() {
    CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
    throw new ParameterException(line, "no command given");
  }

  Streams streams() {
    return streams;
  }

  boolean verbose() {
    return verbose;
  }

  /** Returns whether the process is about to end before the command is done. */
  boolean interrupted() {
    return session != null && session.interrupted();
  }

  KvConfig config() {
    return configLoader.load(configFile, flags);
  }

  StoreMaintenance maintenance() {
    return maintenance;
  }

  /** Opens the store that is there. */
  StoreSession openExisting() {
    KvConfig config = config();
    return open(config.withOptions(config.options().toBuilder().createIfMissing(false).build()));
  }

  /** Opens the store, or begins one unless the configuration forbids it. */
  StoreSession openOrCreate() {
    return open(config());
  }

  /** Returns whether the command line names the directory; no other source counts. */
  boolean namesDirectory() {
    return flags.containsKey(Setting.DIR);
  }

  /** Opens the store of a configuration. */
  StoreSession open(KvConfig config) {
    StoreSession opened = new StoreSession(opener.open(config));
    session = opened;
    return opened;
  }
}
