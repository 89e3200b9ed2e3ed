package dev.cairnkv.app.config;

import dev.cairnkv.StoreOptions;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a store is, which codec writes it, and how it behaves. Made by hand, starting from {@link
 * #defaults}, or read by {@link ConfigLoader}.
 *
 * @param directory the directory of the store
 * @param codec the codec that new shards are written with; existing shards are read with their own
 * @param options how the store behaves
 */
public record KvConfig(Path directory, CodecName codec, StoreOptions options) {

  private static final KvConfig DEFAULTS =
      new KvConfig(Path.of("kv-data"), CodecName.JSON, StoreOptions.defaults());

  /** Checks that nothing is missing. */
  public KvConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(codec, "codec");
    Objects.requireNonNull(options, "options");
  }

  /**
   * Returns what holds when nothing is said: the directory {@code kv-data} in the working
   * directory, JSON, and {@link StoreOptions#defaults}.
   */
  public static KvConfig defaults() {
    return DEFAULTS;
  }

  /** Returns this with another directory. */
  public KvConfig withDirectory(Path directory) {
    return new KvConfig(directory, codec, options);
  }

  /** Returns this with another codec. */
  public KvConfig withCodec(CodecName codec) {
    return new KvConfig(directory, codec, options);
  }

  /** Returns this with other options. */
  public KvConfig withOptions(StoreOptions options) {
    return new KvConfig(directory, codec, options);
  }
}
