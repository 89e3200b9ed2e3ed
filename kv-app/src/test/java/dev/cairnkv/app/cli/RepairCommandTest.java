package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.cli.Terminal.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairCommandTest {
  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void writeAStore() {
    terminal = new Terminal(directory);
    terminal.run("put", "a", "old-a");
    terminal.run("put", "a", "new-a");
    terminal.run("put", "b", "the-b");
  }

  private Path shard() {
    return directory.resolve("kv-data").resolve("00000001.shard");
  }

  private void flip(String text) throws IOException {
    byte[] bytes = Files.readAllBytes(shard());
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).isPositive();
    bytes[at] ^= 1;
    Files.write(shard(), bytes);
  }

  @Test
  void verifiesAndRepairsASoundStoreWithoutAChange() throws IOException {
    byte[] before = Files.readAllBytes(shard());

    Result verified = terminal.run("verify");
    Result repaired = terminal.run("repair");

    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out())
        .startsWith("1 shard, 3 intact frames, ")
        .endsWith("nothing is damaged\n");
    assertThat(repaired.exitCode()).isZero();
    assertThat(repaired.out()).isEqualTo("nothing is damaged; nothing was changed\n");
    assertThat(Files.readAllBytes(shard())).isEqualTo(before);
  }

  @Test
  void printsWhatIsDamagedWithShardOffsetAndKey() throws IOException {
    flip("new-a");

    Result result = terminal.run("verify");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern(
            "damage in shard 1 at offset \\d+, \\d+ bytes: the payload fails its checksum; key a\n")
        .endsWith(": 1 finding\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void repairsWhatADryRunSaid() throws IOException {
    flip("new-a");

    Result dry = terminal.run("repair", "--dry-run");
    assertThat(dry.exitCode()).isEqualTo(1);
    assertThat(dry.out())
        .contains("lost: key a, in shard 1 at offset ")
        .contains("shard 1 would be moved to quarantine\n")
        .endsWith("nothing was changed\n");
    assertThat(terminal.run("verify").exitCode()).isEqualTo(1);

    Result result = terminal.run("repair");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("lost: key a, in shard 1 at offset ")
        .contains("quarantine")
        .contains("salvaged 1 record (");
    assertThat(terminal.run("verify").exitCode()).isZero();
    assertThat(terminal.run("get", "a").exitCode()).isEqualTo(1);
    assertThat(terminal.run("get", "b").out()).isEqualTo("the-b");
    try (Stream<Path> moved = Files.list(directory.resolve("kv-data").resolve("quarantine"))) {
      assertThat(moved).hasSize(1);
    }
  }

  @Test
  void saysThatAMissingShardIsGivenUpByARepair() throws IOException {
    Files.delete(shard());

    Result opened = terminal.run("get", "a");
    assertThat(opened.exitCode()).isEqualTo(3);
    assertThat(terminal.run("verify").exitCode()).isEqualTo(1);
    assertThat(terminal.run("repair").out()).contains("shard 1 is given up\n");
    assertThat(terminal.run("get", "a").exitCode()).isEqualTo(1);
  }

  @Test
  void needsAStore() {
    for (String command : new String[] {"verify", "repair"}) {
      Result result = terminal.run(command, "--dir", directory.resolve("none").toString());
      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err()).startsWith("kv: there is no store in ").hasLineCount(1);
    }
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void showsDamageAndTheWayOutInTheFigures() throws IOException {
    flip("new-a");
    terminal.run("get", "a");
    try (Stream<Path> files = Files.list(directory.resolve("kv-data"))) {
      for (Path file : files.filter(one -> one.toString().contains("checkpoint")).toList()) {
        Files.delete(file);
      }
    }

    Result result = terminal.run("stats");

    assertThat(result.err()).contains("damage in shard 1 at offset ").contains("'kv repair'");
  }

  @Test
  void drawsABarForAPerson() {
    terminal.errIsTerminal = true;

    assertThat(terminal.run("verify").err()).contains("verify").contains("100%");
  }
}
