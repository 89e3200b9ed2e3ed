package dev.cairnkv.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings there are. Each has a key, a variable and a flag, all made from its name. */
public enum Setting {
  /** The directory of the store. */
  DIR,

  /** The codec that new shards are written with. */
  CODEC,

  /** The file with the keys of encrypted records. */
  KEY_FILE,

  /** The size of new shards. */
  SHARD_SIZE,

  /** What a write has survived when it returns. */
  DURABILITY,

  /** How often what was appended is synced in the background. */
  SYNC_PERIOD,

  /** After how many appended bytes a checkpoint is written. */
  CHECKPOINT_BYTES,

  /** Whether a store is begun where there is none. */
  CREATE_IF_MISSING,

  /** Whether the space of overwritten and deleted records comes back by itself. */
  BACKGROUND_COMPACTION,

  /** How much that may append. */
  COMPACTION_BYTES_PER_SECOND,

  /** Whether the keys are kept in memory, in order. */
  ORDERED,

  /** Where the classes of the application are. */
  CLASSPATH,

  /** The class that tells with which codecs the application reads its store. */
  CODEC_PROVIDER;

  static final String VARIABLE_PREFIX = "KV_";

  /** Returns the key in a properties file: {@code shard-size}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the name of the environment variable: {@code KV_SHARD_SIZE}. */
  public String variable() {
    return VARIABLE_PREFIX + name();
  }

  /** Returns the flag of the command line: {@code --shard-size}. */
  public String flag() {
    return "--" + key();
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }

  static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values())
        .filter(setting -> setting.variable().equals(variable))
        .findFirst();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }

  static List<String> variables() {
    return Arrays.stream(values()).map(Setting::variable).toList();
  }
}
