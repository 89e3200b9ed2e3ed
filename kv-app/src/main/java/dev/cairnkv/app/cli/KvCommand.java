package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.ConfigLoader;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.config.LoadedConfig;
import dev.cairnkv.app.config.Setting;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "Exit codes: 0 done, 1 no such key or damaged, 2 wrong usage,",
      "3 store or file error, 130 interrupted by Ctrl-C.",
      "",
      "Examples:",
      "  kv put greeting hello",
      "  kv get greeting",
      "  kv --dir /var/lib/app/store stats",
      "  kv help import"
    })
final class KvCommand implements Runnable {
  private final Streams streams;
  private final StoreOpener opener;
  private final StoreMaintenance maintenance;
  private final ConfigLoader configLoader;
  private final @Nullable ShellStore shellStore;
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
      ConfigLoader configLoader,
      @Nullable ShellStore shellStore) {
    this.streams = streams;
    this.opener = opener;
    this.maintenance = maintenance;
    this.configLoader = configLoader;
    this.shellStore = shellStore;
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
      completionCandidates = Candidates.OfCodec.class,
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
      names = "--classpath",
      paramLabel = "PATHS",
      scope = ScopeType.INHERIT,
      description =
          "Jars and directories with the classes of the application that the store belongs to, and"
              + " a CodecProvider among them; see OPERATIONS.")
  void setClasspath(String text) {
    flags.put(Setting.CLASSPATH, text);
  }

  @Option(
      names = "--codec-provider",
      paramLabel = "CLASS",
      scope = ScopeType.INHERIT,
      description = "The CodecProvider of that class path, if there are several.")
  void setCodecProvider(String text) {
    flags.put(Setting.CODEC_PROVIDER, text);
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
      completionCandidates = Candidates.OfDurability.class,
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
      description =
          "How often to sync in the background, such as 250ms; off: only when half of a shard is"
              + " used, then half of what remains, and so on. Default: 1s.")
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
      completionCandidates = Candidates.OfYesOrNo.class,
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

  @Option(
      names = "--ordered",
      paramLabel = "true|false",
      completionCandidates = Candidates.OfYesOrNo.class,
      scope = ScopeType.INHERIT,
      description =
          "Whether to keep the keys in memory, in order; 'list' and 'scan' print them so then."
              + " Every record is read for that when the store is opened. Default: false.")
  void setOrdered(String text) {
    flags.put(Setting.ORDERED, text);
  }

  @Override
  public void run() {
    Picocli.refuse(this, spec);
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

  /** Returns whether the command was given in a shell. */
  boolean inShell() {
    return shellStore != null;
  }

  KvConfig config() {
    return loadedConfig().config();
  }

  /** Returns the configuration with the sources of its settings. */
  LoadedConfig loadedConfig() {
    return configLoader.loadWithSources(configFile, flags);
  }

  /** Returns what works on a store that nobody has open; a shell gives its own up for that. */
  StoreMaintenance maintenance() {
    giveUpShellStore();
    return maintenance;
  }

  /** Returns what gives the place of a backup. */
  StoreMaintenance.Storages storages() {
    return maintenance.storages();
  }

  /** Closes the store that a shell has open, until a command needs it. */
  void giveUpShellStore() {
    if (shellStore != null) {
      shellStore.close();
    }
  }

  /**
   * Returns a command line for each line of a shell, with the options that were given to the shell
   * itself.
   */
  Cli shellCli(Streams shellStreams, ShellStore store) {
    return new Cli(shellStreams, opener, maintenance, configLoader.with(configFile, flags), store);
  }

  /** Returns what keeps the store open for the lines of a shell. */
  ShellStore shellStore() {
    return new ShellStore(opener, this::sayInterrupted);
  }

  private void sayInterrupted() {
    streams.message("interrupted");
  }

  /** Opens the store that is there. */
  StoreSession openExisting() {
    return open(existing());
  }

  /** Returns the configuration, but that no store is begun. */
  KvConfig existing() {
    KvConfig config = config();
    return config.withOptions(config.options().toBuilder().createIfMissing(false).build());
  }

  /** Opens the store, or begins one unless the configuration forbids it. */
  StoreSession openOrCreate() {
    return open(config());
  }

  /** Returns whether the command line names the directory; no other source counts. */
  boolean namesDirectory() {
    return flags.containsKey(Setting.DIR);
  }

  private StoreSession open(KvConfig config) {
    return shellStore == null ? openOwn(config) : using(shellStore.open(config));
  }

  /** Opens a store for this command alone. */
  StoreSession openOwn(KvConfig config) {
    return using(StoreSession.of(opener.open(config), this::sayInterrupted));
  }

  private StoreSession using(StoreSession opened) {
    session = opened;
    return opened;
  }
}
