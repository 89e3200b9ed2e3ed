package dev.cairnkv.app.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that knows where each setting came from.
 *
 * @param config the configuration
 * @param sources where each setting that is not a default came from: {@code kv.properties:3:
 *     codec}, {@code KV_CODEC} or {@code --codec}
 * @param keyFile where keys were read from, or null
 */
public record LoadedConfig(KvConfig config, Map<Setting, String> sources, @Nullable Path keyFile) {

  /** The source of what nobody set. */
  public static final String DEFAULT = "default";

  /** Makes the map unmodifiable. */
  public LoadedConfig {
    sources = Map.copyOf(sources);
  }

  /** Returns where a setting came from. */
  public String source(Setting setting) {
    return sources.getOrDefault(setting, DEFAULT);
  }

  /** Returns the value of a setting as it would be written in a properties file. */
  public String value(Setting setting) {
    return switch (setting) {
      case DIR -> config.directory().toString();
      case CODEC -> config.codec().id();
      case SHARD_SIZE -> Units.text(config.options().shardSizeBytes());
      case DURABILITY -> config.options().durability().name().toLowerCase(Locale.ROOT);
      case SYNC_PERIOD -> Units.text(config.options().syncPeriod());
      case CHECKPOINT_BYTES -> Units.text(config.options().checkpointBytes());
      case CREATE_IF_MISSING -> Boolean.toString(config.options().createIfMissing());
      case ORDERED -> Boolean.toString(config.options().ordered());
      case KEY_FILE -> keyFile == null ? "" : keyFile.toString();
      case CLASSPATH ->
          config.application().classpath().stream()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      case CODEC_PROVIDER -> config.application().provider();
      case BACKGROUND_COMPACTION -> Boolean.toString(config.options().compaction().background());
      case COMPACTION_BYTES_PER_SECOND ->
          Units.text(config.options().compaction().bytesPerSecond());
    };
  }
}
