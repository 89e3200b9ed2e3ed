package dev.cairnkv.app.config;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.Durability;
import dev.cairnkv.StoreOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration. What comes later wins:
 *
 * <ol>
 *   <li>{@link KvConfig#defaults};
 *   <li>the properties file, in UTF-8: the one named, or {@value #DEFAULT_FILE} in the working
 *       directory if it is there;
 *   <li>the environment: {@code KV_DIR}, {@code KV_CODEC} and so on; {@value #FILE_VARIABLE} names
 *       the properties file, {@value #KEYS_VARIABLE} holds keys; variables that describe a service
 *       named {@code kv} in a Kubernetes cluster, such as {@code KV_SERVICE_HOST}, are left aside;
 *   <li>the flags.
 * </ol>
 *
 * <p>Relative paths are relative to the working directory, wherever they stand.
 */
public final class ConfigLoader {

  /** The properties file that is read if it is there and no other is named. */
  public static final String DEFAULT_FILE = "kv.properties";

  /** The environment variable that names the properties file. */
  public static final String FILE_VARIABLE = "KV_CONFIG";

  /**
   * The environment variable with keys of encrypted records, {@code id=digits} separated by commas.
   * They come before those of the key file, so that the first of them writes.
   */
  public static final String KEYS_VARIABLE = "KV_KEYS";

  private final Path workingDirectory;
  private final Map<String, String> environment;
  private final @Nullable Path usualFile;
  private final Map<Setting, String> usualFlags;

  /** Makes a loader for a working directory and the variables of an environment. */
  public ConfigLoader(Path workingDirectory, Map<String, String> environment) {
    this(workingDirectory, new TreeMap<>(environment), null, Map.of());
  }

  private ConfigLoader(
      Path workingDirectory,
      Map<String, String> environment,
      @Nullable Path usualFile,
      Map<Setting, String> usualFlags) {
    this.workingDirectory = workingDirectory;
    this.environment = environment;
    this.usualFile = usualFile;
    this.usualFlags = usualFlags;
  }

  /**
   * Returns a loader that reads the same, and takes this file and these flags where a later call
   * has none of its own.
   */
  public ConfigLoader with(@Nullable Path file, Map<Setting, String> flags) {
    Map<Setting, String> together = new HashMap<>(usualFlags);
    together.putAll(flags);
    return new ConfigLoader(
        workingDirectory, environment, file == null ? usualFile : file, Map.copyOf(together));
  }

  /**
   * Returns the configuration of this process: its working directory and environment, no flags.
   *
   * @throws ConfigException as {@link #load(Path, Map)} does
   */
  public static KvConfig load() {
    return new ConfigLoader(Path.of(""), System.getenv()).load(null, Map.of());
  }

  /**
   * Returns the configuration.
   *
   * @param file the properties file, which must be there, or {@code null} if none was named
   * @param flags the settings that came as flags
   * @throws ConfigException if a name is unknown, a value is out of its range or a file cannot be
   *     read
   */
  public KvConfig load(@Nullable Path file, Map<Setting, String> flags) {
    return loadWithSources(file, flags).config();
  }

  /**
   * Returns the configuration and where each setting came from.
   *
   * @throws ConfigException as {@link #load(Path, Map)} does
   */
  public LoadedConfig loadWithSources(@Nullable Path file, Map<Setting, String> flags) {
    Draft draft = new Draft();
    applyFile(file == null ? usualFile : file, draft);
    applyEnvironment(draft);
    usualFlags.forEach((setting, value) -> draft.set(setting, value, setting.flag()));
    flags.forEach((setting, value) -> draft.set(setting, value, setting.flag()));
    return new LoadedConfig(draft.finish(), draft.sources, draft.keyFile);
  }

  private void applyFile(@Nullable Path named, Draft draft) {
    Path file = file(named);
    if (file == null) {
      return;
    }
    Map<Setting, String> sources = new HashMap<>();
    for (PropertiesFile.Property property : PropertiesFile.read(file)) {
      Setting setting =
          Setting.ofKey(property.key())
              .orElseThrow(() -> unknown(property.source(), "key", property.key(), Setting.keys()));
      String before = sources.put(setting, property.source());
      if (before != null) {
        throw new ConfigException(
            property.source() + ": " + setting.key() + " is set at " + before + " already");
      }
      draft.set(setting, property.value(), property.source() + ": " + setting.key());
    }
  }

  private @Nullable Path file(@Nullable Path named) {
    if (named != null) {
      return workingDirectory.resolve(named);
    }
    String variable = environment.get(FILE_VARIABLE);
    if (variable != null) {
      return path(variable, FILE_VARIABLE);
    }
    Path usual = workingDirectory.resolve(DEFAULT_FILE);
    return Files.exists(usual) ? usual : null;
  }

  private void applyEnvironment(Draft draft) {
    environment.forEach(
        (variable, value) -> {
          if (mayBeSetting(variable)) {
            Setting setting =
                Setting.ofVariable(variable)
                    .orElseThrow(
                        () -> unknown("environment", "variable", variable, Setting.variables()));
            draft.set(setting, value, variable);
          }
        });
  }

  private static boolean mayBeSetting(String variable) {
    return variable.startsWith(Setting.VARIABLE_PREFIX)
        && !variable.equals(FILE_VARIABLE)
        && !variable.equals(KEYS_VARIABLE)
        && !ServiceVariables.isOne(variable);
  }

  private static ConfigException unknown(
      String source, String kind, String found, List<String> known) {
    return new ConfigException(
        "%s: unknown %s %s%s (known: %s)"
            .formatted(
                source,
                kind,
                found,
                Suggestion.didYouMean(found, known),
                String.join(", ", known)));
  }

  private Path path(String text, String source) {
    if (text.isEmpty()) {
      throw new ConfigException(source + ": expected a path, found nothing");
    }
    try {
      return workingDirectory.resolve(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(source + ": expected a path, found " + text, e);
    }
  }

  private List<Path> paths(String text, String source) {
    return Arrays.stream(text.split(File.pathSeparator, -1))
        .map(each -> path(each, source))
        .toList();
  }

  /** The configuration so far. */
  private final class Draft {
    private KvConfig config =
        KvConfig.defaults().withDirectory(path(KvConfig.defaults().directory().toString(), ""));
    private final Map<Setting, String> sources = new EnumMap<>(Setting.class);

    private @Nullable Path keyFile;

    /** Reads the keys, now that it is known which file they are in. */
    KvConfig finish() {
      KvConfig finished =
          config.withKeys(KeyReader.read(environment.get(KEYS_VARIABLE), KEYS_VARIABLE, keyFile));
      if (finished.codec().isEncrypted() && finished.keys().isEmpty()) {
        throw new ConfigException(
            "the codec %s needs a key: name a file with one by %s, or put it into %s"
                .formatted(finished.codec().id(), Setting.KEY_FILE.key(), KEYS_VARIABLE));
      }
      return finished;
    }

    void set(Setting setting, String text, String source) {
      try {
        config = with(setting, text, source);
        sources.put(setting, source);
      } catch (IllegalArgumentException e) {
        throw new ConfigException(source + ": " + e.getMessage(), e);
      }
    }

    private KvConfig with(Setting setting, String text, String source) {
      StoreOptions.Builder options = config.options().toBuilder();
      return switch (setting) {
        case DIR -> config.withDirectory(path(text, source));
        case CODEC -> config.withCodec(CodecName.of(text));
        case KEY_FILE -> {
          keyFile = path(text, source);
          yield config;
        }
        case CLASSPATH ->
            config.withApplication(config.application().withClasspath(paths(text, source)));
        case CODEC_PROVIDER ->
            config.withApplication(config.application().withProvider(text.strip()));
        case SHARD_SIZE -> config.withOptions(options.shardSizeBytes(Units.bytes(text)).build());
        case DURABILITY ->
            config.withOptions(options.durability(Choice.of(Durability.class, text)).build());
        case SYNC_PERIOD -> config.withOptions(options.syncPeriod(Units.duration(text)).build());
        case CHECKPOINT_BYTES ->
            config.withOptions(options.checkpointBytes(Units.bytes(text)).build());
        case CREATE_IF_MISSING ->
            config.withOptions(options.createIfMissing(yesOrNo(text)).build());
        case ORDERED -> config.withOptions(options.ordered(yesOrNo(text)).build());
        case BACKGROUND_COMPACTION ->
            withCompaction(new CompactionOptions(yesOrNo(text), compaction().bytesPerSecond()));
        case COMPACTION_BYTES_PER_SECOND ->
            withCompaction(new CompactionOptions(compaction().background(), Units.bytes(text)));
      };
    }

    private CompactionOptions compaction() {
      return config.options().compaction();
    }

    private KvConfig withCompaction(CompactionOptions compaction) {
      return config.withOptions(config.options().toBuilder().compaction(compaction).build());
    }

    private static boolean yesOrNo(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("expected true or false, found " + text);
      };
    }
  }
}
