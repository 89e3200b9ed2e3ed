package dev.cairnkv.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KeyType;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Provokes what OPERATIONS lists under "What to do when". */
class OperationsDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/OPERATIONS.md");
  private static final Pattern ROW = Pattern.compile("^\\| \\\\\\* `([^`]+)`.*$");
  private static final int SHARD_BYTES = 4096;

  @TempDir Path directory;
  private final List<String> provoked = new ArrayList<>();

  @Test
  void saysWhatItSaysInTheTable() throws IOException {
    provokeMissingAndForeignPlaces();
    provokeManifests();
    provokeKeyTypes();
    provokeCodecs();
    provokeDamage();

    List<String> rows =
        Files.readString(DOCUMENT)
            .lines()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> row.group(1))
            .toList();
    assertThat(rows).hasSizeGreaterThan(10);
    for (String row : rows) {
      assertThat(provoked).as(row).anyMatch(line -> pattern(row).matcher(line).find());
    }
  }

  private static Pattern pattern(String row) {
    String quoted = row.replaceAll("[^\\w\\s…]", "\\\\$0");
    return Pattern.compile(quoted.replace("…", ".*").replaceAll("\\b[NM]\\b", "\\\\d+"));
  }

  private void provokeMissingAndForeignPlaces() throws IOException {
    say("nowhere", "get", "a");
    Files.createDirectory(directory.resolve("other"));
    Files.writeString(directory.resolve("other/thesis.txt"), "text");
    say("other", "put", "a", "1");
  }

  private void provokeManifests() throws IOException {
    begin("lost");
    Files.delete(directory.resolve("lost/manifest.cairn"));
    say("lost", "get", "a");
    begin("changed");
    Path manifest = directory.resolve("changed/manifest.cairn");
    Files.writeString(manifest, Files.readString(manifest).replace("bytes", "bytex"));
    say("changed", "get", "a");
  }

  private void provokeKeyTypes() {
    Path place = directory.resolve("numbers");
    Codecs<Long, String> numbers =
        Codecs.of(KeyType.LONG, JsonCodec.of(KeyType.LONG, String.class));
    ShardedStore.restore(
            FileShardStorage.at(place), numbers, Clock.system(), StoreOptions.defaults())
        .close();
    assertThatThrownBy(
            () ->
                ShardedStore.restore(
                    FileShardStorage.at(place),
                    Codecs.of(KeyType.STRING, JsonCodec.strings()),
                    Clock.system(),
                    StoreOptions.defaults()))
        .satisfies(e -> provoked.add(e.getMessage()));
    say("numbers", "get", "many");
  }

  private void provokeCodecs() throws IOException {
    Path keys = Files.writeString(directory.resolve("keys"), "k1 = " + "0f".repeat(32));
    Path wrong = Files.writeString(directory.resolve("wrong"), "k1 = " + "0e".repeat(32));
    say("secret", "--codec", "json+aes", "--key-file", keys.toString(), "put", "a", "1");
    say("secret", "get", "a");
    say("secret", "--key-file", wrong.toString(), "get", "a");
  }

  private void provokeDamage() throws IOException {
    begin("record");
    Path shard = directory.resolve("record/00000001.shard");
    byte[] bytes = Files.readAllBytes(shard);
    int value = new String(bytes, UTF_8).indexOf("the value");
    bytes[value] ^= 1;
    Files.write(shard, bytes);
    say("record", "get", "a");

    begin("header");
    shard = directory.resolve("header/00000001.shard");
    bytes = Files.readAllBytes(shard);
    for (int i = 20; i < 60; i++) {
      bytes[i] = 0x55;
    }
    Files.write(shard, bytes);
    Files.deleteIfExists(directory.resolve("header/index.checkpoint"));
    say("header", "get", "a");

    for (int i = 0; i < 5; i++) {
      begin("missing", "key" + i, "x".repeat(SHARD_BYTES / 2));
    }
    Files.delete(directory.resolve("missing/00000001.shard"));
    say("missing", "get", "key0");
  }

  private void begin(String place) {
    begin(place, "a", "the value");
  }

  private void begin(String place, String key, String value) {
    assertThat(run(place, "put", key, value).exitCode()).isZero();
  }

  private void say(String place, String... command) {
    provoked.add(run(place, command).err());
  }

  private Terminal.Result run(String place, String... command) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--dir", directory.resolve(place).toString(), "--shard-size", "4KiB"));
    arguments.addAll(List.of(command));
    return new Terminal(directory).run(arguments.toArray(String[]::new));
  }
}
