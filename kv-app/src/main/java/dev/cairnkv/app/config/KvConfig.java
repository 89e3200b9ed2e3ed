package dev.cairnkv.app.config;

import dev.cairnkv.StoreOptions;
import dev.cairnkv.codec.aes.AesKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where a store is, which codec writes it, and how it behaves. Made by hand, starting from {@link
 * #defaults}, or read by {@link ConfigLoader}.
 *
 * @param directory the directory of the store
 * @param codec the codec that new shards are written with; existing shards are read with their own
 * @param options how the store behaves
 * @param keys the keys of encrypted records: the first one writes, all of them read
 * @param application where the codecs of an application are, whose store it is
 */
public record KvConfig(
    Path directory,
    CodecName codec,
    StoreOptions options,
    List<AesKey> keys,
    ApplicationCodecs application) {

  private static final KvConfig DEFAULTS =
      new KvConfig(Path.of("kv-data"), CodecName.JSON, StoreOptions.defaults());

  /** Checks that nothing is missing. */
  public KvConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(codec, "codec");
    Objects.requireNonNull(options, "options");
    keys = List.copyOf(keys);
    Objects.requireNonNull(application, "application");
  }

  /** Makes a configuration without keys and an application's codecs. */
  public KvConfig(Path directory, CodecName codec, StoreOptions options) {
    this(directory, codec, options, List.of(), ApplicationCodecs.NONE);
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
    return new KvConfig(directory, codec, options, keys, application);
  }

  /** Returns this with another codec. */
  public KvConfig withCodec(CodecName codec) {
    return new KvConfig(directory, codec, options, keys, application);
  }

  /** Returns this with other options. */
  public KvConfig withOptions(StoreOptions options) {
    return new KvConfig(directory, codec, options, keys, application);
  }

  /** Returns this with other keys. */
  public KvConfig withKeys(List<AesKey> keys) {
    return new KvConfig(directory, codec, options, keys, application);
  }

  /** Returns this with an application's codecs. */
  public KvConfig withApplication(ApplicationCodecs application) {
    return new KvConfig(directory, codec, options, keys, application);
  }

  /**
   * Returns the id of the codec that new shards are written with.
   *
   * @throws IllegalStateException if it is one that encrypts, and there is no key
   */
  public String writerId() {
    if (!codec.isEncrypted()) {
      return codec.id();
    }
    if (keys.isEmpty()) {
      throw new IllegalStateException(
          "the codec " + codec.id() + " needs a key, and there is none");
    }
    return codec.id() + "." + keys.getFirst().id();
  }
}
