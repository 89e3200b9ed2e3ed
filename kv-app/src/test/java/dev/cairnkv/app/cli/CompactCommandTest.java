package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.cli.Terminal.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactCommandTest {
  @TempDir private Path directory;
  private Terminal terminal;

  @BeforeEach
  void overwriteUntilThereAreShards() {
    terminal = new Terminal(directory);
    terminal.environment.put("KV_SHARD_SIZE", "4KiB");
    terminal.environment.put("KV_BACKGROUND_COMPACTION", "false");
    terminal.run("put", "first", "x".repeat(1000));
    for (int i = 0; i < 20; i++) {
      terminal.run("put", "key", i + "x".repeat(1000));
    }
  }

  @Test
  void saysWhatItBroughtBack() {
    Result result = terminal.run("compact");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .matches(
            "removed \\d+ shards \\(.*\\), moved \\d+ records? \\(.*\\), freed .* in [\\d,]+ ms\n");
    assertThat(terminal.run("get", "key").out()).startsWith("19x");
    assertThat(terminal.run("get", "first").out()).hasSize(1000);
    assertThat(terminal.run("compact").out()).isEqualTo("nothing to gain\n");
    assertThat(terminal.run("verify").exitCode()).isZero();
  }

  @Test
  void leavesADamagedShardAsItIs() throws IOException {
    Path shard = directory.resolve("kv-data/00000001.shard");
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.seek(500); // within the value of the first key
      file.write('?');
    }

    Result result = terminal.run("compact");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("left as they are: shards 1; 'kv verify'");
    assertThat(result.out()).startsWith("removed ");
    assertThat(shard).exists();
  }

  @Test
  void beginsNoStore() {
    Result result = terminal.run("--dir", "elsewhere", "compact");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("there is no store");
  }

  @Test
  void theFiguresTellOfTombstonesAndCompactions() {
    terminal.run("delete", "first");

    assertThat(terminal.run("stats").out()).containsPattern("\ndeleted +48 B\n");
  }
}
