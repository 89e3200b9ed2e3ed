package dev.cairnkv.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.Durability;
import dev.cairnkv.StoreListener;
import dev.cairnkv.StoreOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  @TempDir Path directory;

  @Test
  void hasTheseDefaults() {
    KvConfig config = load(Map.of(), Map.of());

    assertThat(config)
        .isEqualTo(
            new KvConfig(directory.resolve("kv-data"), CodecName.JSON, StoreOptions.defaults()));
  }

  @Test
  void takesEverySettingFromTheFile() throws IOException {
    writeFile(
        """
        # all settings
        dir = données
        codec = kryo
        shard-size = 8 KiB
        durability = synced
        sync-period = 250ms
        checkpoint-bytes = 1 MiB
        create-if-missing = false
        background-compaction = false
        compaction-bytes-per-second = 2 MiB
        ordered = true
        """);

    assertThat(load(Map.of(), Map.of())).isEqualTo(everySettingChanged());
  }

  @Test
  void takesEverySettingFromTheEnvironment() {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("KV_DIR", "données"),
            Map.entry("KV_CODEC", "KRYO"),
            Map.entry("KV_SHARD_SIZE", "8KiB"),
            Map.entry("KV_DURABILITY", "synced"),
            Map.entry("KV_SYNC_PERIOD", "250ms"),
            Map.entry("KV_CHECKPOINT_BYTES", "1MiB"),
            Map.entry("KV_CREATE_IF_MISSING", "false"),
            Map.entry("KV_BACKGROUND_COMPACTION", "false"),
            Map.entry("KV_ORDERED", "true"),
            Map.entry("KV_COMPACTION_BYTES_PER_SECOND", "2MiB"),
            Map.entry("PATH", "/bin"));

    assertThat(load(environment, Map.of())).isEqualTo(everySettingChanged());
  }

  @Test
  void takesEverySettingFromFlags() {
    Map<Setting, String> flags =
        Map.of(
            Setting.DIR, "données",
            Setting.CODEC, "kryo",
            Setting.SHARD_SIZE, "8192",
            Setting.DURABILITY, "synced",
            Setting.SYNC_PERIOD, "250ms",
            Setting.CHECKPOINT_BYTES, "1048576",
            Setting.CREATE_IF_MISSING, "false",
            Setting.ORDERED, "true",
            Setting.BACKGROUND_COMPACTION, "false",
            Setting.COMPACTION_BYTES_PER_SECOND, "2097152");

    assertThat(load(Map.of(), flags)).isEqualTo(everySettingChanged());
  }

  @Test
  void takesWhereAnApplicationHasItsCodecs() throws IOException {
    ApplicationCodecs expected =
        new ApplicationCodecs(
            List.of(directory.resolve("app.jar"), directory.resolve("lib")), "com.example.Users");
    String paths = "app.jar" + File.pathSeparator + "lib";

    assertThat(
            load(Map.of("KV_CLASSPATH", paths, "KV_CODEC_PROVIDER", "com.example.Users"), Map.of())
                .application())
        .isEqualTo(expected);
    assertThat(
            load(
                    Map.of(),
                    Map.of(Setting.CLASSPATH, paths, Setting.CODEC_PROVIDER, "com.example.Users"))
                .application())
        .isEqualTo(expected);
    writeFile("classpath = " + paths + "\ncodec-provider = com.example.Users\n");
    assertThat(load(Map.of(), Map.of()).application()).isEqualTo(expected);
    assertConfigError(Map.of("KV_CLASSPATH", ""), Map.of()).hasMessageContaining("KV_CLASSPATH");
  }

  @Test
  void prefersTheEnvironmentToTheFileAndFlagsToBoth() throws IOException {
    writeFile("dir = file\nshard-size = 4KiB\nsync-period = 1min\n");
    Map<String, String> environment = Map.of("KV_DIR", "variable", "KV_SHARD_SIZE", "8KiB");

    KvConfig config = load(environment, Map.of(Setting.DIR, "flag"));

    assertThat(config.directory()).isEqualTo(directory.resolve("flag"));
    assertThat(config.options().shardSizeBytes()).isEqualTo(8192);
    assertThat(config.options().syncPeriod()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void readsTheFileThatIsNamedAndNotTheUsualOne() throws IOException {
    writeFile("codec = json\n");
    Files.writeString(directory.resolve("other.properties"), "codec = kryo\n");
    ConfigLoader loader = new ConfigLoader(directory, Map.of());

    assertThat(loader.load(Path.of("other.properties"), Map.of()).codec())
        .isEqualTo(CodecName.KRYO);
    assertThat(load(Map.of("KV_CONFIG", "other.properties"), Map.of()).codec())
        .isEqualTo(CodecName.KRYO);
  }

  @Test
  void refusesToGoOnWithoutAFileThatIsNamed() {
    ConfigLoader loader = new ConfigLoader(directory, Map.of());

    assertThatThrownBy(() -> loader.load(Path.of("missing.properties"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("missing.properties: no such file")
        .hasMessageContaining("--config");
  }

  @Test
  void namesLineAndLikelyMeaningOfAnUnknownKey() throws IOException {
    writeFile("\n# a comment\ncodec = json\nshard-szie = 4KiB\n");

    assertConfigError(Map.of(), Map.of())
        .hasMessageContaining("kv.properties:4: unknown key shard-szie")
        .hasMessageContaining("did you mean shard-size?")
        .hasMessageContaining(
            "known: dir, codec, key-file, shard-size, durability, sync-period,"
                + " checkpoint-bytes, create-if-missing");
  }

  @Test
  void namesLikelyMeaningOfAnUnknownVariable() {
    assertConfigError(Map.of("KV_CODE", "json"), Map.of())
        .hasMessageContaining("unknown variable KV_CODE; did you mean KV_CODEC?")
        .hasMessageContaining("KV_SYNC_PERIOD");
  }

  /** A pod of a cluster with a service named kv could not run kv at all. */
  @Test
  void leavesAsideWhatKubernetesSaysOfAServiceNamedLikeThis() {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("KV_SERVICE_HOST", "10.0.0.11"),
            Map.entry("KV_SERVICE_PORT", "6379"),
            Map.entry("KV_SERVICE_PORT_HTTP_ADMIN", "8080"),
            Map.entry("KV_PORT", "tcp://10.0.0.11:6379"),
            Map.entry("KV_PORT_6379_TCP", "tcp://10.0.0.11:6379"),
            Map.entry("KV_PORT_6379_TCP_PROTO", "tcp"),
            Map.entry("KV_PORT_6379_UDP_PORT", "6379"),
            Map.entry("KV_PORT_6379_TCP_ADDR", "10.0.0.11"),
            Map.entry("KV_STORE_SERVICE_HOST", "10.0.0.12"),
            Map.entry("KV_STORE_PORT", "tcp://10.0.0.12:80"),
            Map.entry("KV_CODEC", "kryo"));

    assertThat(load(environment, Map.of()).codec()).isEqualTo(CodecName.KRYO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KV_DIRR",
        "KV_SHARDSIZE",
        "KV_DURABILTY",
        "KV_PORTS",
        "KV_SERVICE",
        "KV_HOST",
        "KV_"
      })
  void catchesEveryOtherVariableThatIsNoSetting(String variable) {
    assertConfigError(Map.of(variable, "1"), Map.of())
        .hasMessageContaining("unknown variable " + variable);
  }

  @Test
  void saysWhereEachSettingCameFrom() throws IOException {
    writeFile("codec = kryo\nshard-size = 65536\nsync-period = 60000ms\n");
    ConfigLoader loader = new ConfigLoader(directory, Map.of("KV_SHARD_SIZE", "8 MiB"));

    LoadedConfig loaded = loader.loadWithSources(null, Map.of(Setting.DIR, "here"));

    assertThat(Arrays.stream(Setting.values()).map(loaded::value))
        .containsExactly(
            directory.resolve("here").toString(),
            "kryo",
            "",
            "8MiB",
            "appended",
            "1min",
            "256MiB",
            "true",
            "true",
            "0",
            "false",
            "",
            "");
    assertThat(Arrays.stream(Setting.values()).map(loaded::source))
        .containsExactly(
            "--dir",
            directory.resolve("kv.properties") + ":1: codec",
            "default",
            "KV_SHARD_SIZE",
            "default",
            directory.resolve("kv.properties") + ":3: sync-period",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default");
  }

  @Test
  void prefersFlagsToThoseOfAShellAroundThem() {
    ConfigLoader loader =
        new ConfigLoader(directory, Map.of())
            .with(null, Map.of(Setting.DIR, "shell", Setting.CODEC, "kryo"));

    KvConfig config = loader.load(null, Map.of(Setting.DIR, "command"));

    assertThat(config.directory()).isEqualTo(directory.resolve("command"));
    assertThat(config.codec()).isEqualTo(CodecName.KRYO);
  }

  @Test
  void refusesAKeyThatIsSetTwice() throws IOException {
    writeFile("codec = json\ncodec = kryo\n");

    assertConfigError(Map.of(), Map.of())
        .hasMessageMatching(".*kv.properties:2: codec is set at .*kv.properties:1 already");
  }

  @Test
  void namesTheSourceOfAValueThatIsWrong() throws IOException {
    assertConfigError(Map.of("KV_CODEC", "jsn"), Map.of())
        .hasMessage(
            "KV_CODEC: expected json or kryo, or one of them with +zstd, +aes or +zstd+aes, found"
                + " jsn; did you mean json?");
    assertConfigError(Map.of("KV_CODEC", "json+ztsd"), Map.of())
        .hasMessageEndingWith("found json+ztsd; did you mean json+zstd?");
    assertConfigError(Map.of(), Map.of(Setting.SHARD_SIZE, "64M"))
        .hasMessage(
            "--shard-size: expected a size such as 64MiB (B, KiB, MiB, GiB, kB, MB, GB), found"
                + " 64M");
    assertConfigError(Map.of(), Map.of(Setting.SHARD_SIZE, "5000"))
        .hasMessageStartingWith("--shard-size: shard size must be a multiple of 4096")
        .hasMessageContaining("5000");
    assertConfigError(Map.of(), Map.of(Setting.SYNC_PERIOD, "2 weeks"))
        .hasMessageStartingWith("--sync-period: expected a duration such as 250ms");
    assertConfigError(Map.of(), Map.of(Setting.DIR, ""))
        .hasMessage("--dir: expected a path, found nothing");
    writeFile("create-if-missing = maybe\n");
    assertConfigError(Map.of(), Map.of())
        .hasMessageEndingWith(
            "kv.properties:1: create-if-missing: expected true or false, found maybe");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Files.write(
        directory.resolve("kv.properties"),
        "dir = données\n".getBytes(StandardCharsets.ISO_8859_1));

    assertConfigError(Map.of(), Map.of()).hasMessageContaining("UTF-8");
  }

  @Test
  void readsAFileWithAByteOrderMarkAndWindowsLineBreaks() throws IOException {
    writeFile("\uFEFFcodec = kryo\r\nshard-size = 4KiB\r\n");

    assertThat(load(Map.of(), Map.of()).codec()).isEqualTo(CodecName.KRYO);
  }

  @Test
  void readsEscapesAndContinuedLinesAsPropertiesHaveThem() throws IOException {
    writeFile("dir = a\\\n    b\\u00e9\n# no continuation \\\ncodec : kryo\ncodeck=1");

    assertConfigError(Map.of(), Map.of()).hasMessageContaining("kv.properties:5: unknown key");
    writeFile("dir = a\\\n    b\\u00e9\n# no continuation \\\ncodec : kryo\n");
    assertThat(load(Map.of(), Map.of()))
        .extracting(KvConfig::directory, KvConfig::codec)
        .containsExactly(directory.resolve("abé"), CodecName.KRYO);
    writeFile("\ndir = \\u12");
    assertConfigError(Map.of(), Map.of()).hasMessageContaining("kv.properties:2: ");
  }

  private KvConfig everySettingChanged() {
    return new KvConfig(
        directory.resolve("données"),
        CodecName.KRYO,
        new StoreOptions(
            8192,
            Durability.SYNCED,
            Duration.ofMillis(250),
            1 << 20,
            StoreListener.none(),
            false,
            new CompactionOptions(false, 2 << 20),
            true));
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertConfigError(
      Map<String, String> environment, Map<Setting, String> flags) {
    return assertThatThrownBy(() -> load(environment, flags)).isInstanceOf(ConfigException.class);
  }

  private KvConfig load(Map<String, String> environment, Map<Setting, String> flags) {
    return new ConfigLoader(directory, environment).load(null, flags);
  }

  private void writeFile(String content) throws IOException {
    Files.writeString(directory.resolve("kv.properties"), content);
  }
}
