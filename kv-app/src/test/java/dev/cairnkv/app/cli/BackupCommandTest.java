package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.cli.Terminal.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups, stores made from them, and conversions, from the command line. */
class BackupCommandTest {
  @TempDir private Path directory;
  private Terminal terminal;
  private String backup = "";

  @BeforeEach
  void putUntilThereAreShards() {
    terminal = new Terminal(directory);
    terminal.environment.put("KV_SHARD_SIZE", "4KiB");
    terminal.environment.put("KV_DIR", directory.resolve("kv-data").toString());
    backup = directory.resolve("backup").toString();
    for (int i = 0; i < 10; i++) {
      terminal.run("put", "key" + i, i + "x".repeat(1000));
    }
  }

  @Test
  void backsUpAndBringsUpToDate() {
    Result first = terminal.run("backup", backup);
    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isZero();
    assertThat(first.out())
        .matches(
            "\\d+ shards? linked, 1 copied, 0 extended \\(.*\\), 0 kept, 0 removed; 10 frames"
                + " checked: nothing is damaged. It has everything up to sequence 10; .* ms\n");
    assertThat(terminal.run("--dir", backup, "get", "key3").out()).startsWith("3x");
    terminal.run("put", "key3", "new");

    Result second = terminal.run("backup", backup, "--json");

    assertThat(second.exitCode()).isZero();
    assertThat(second.out())
        .contains("\"sequence\" : 11", "\"sound\" : true", "\"extended-shards\" : 1")
        .containsPattern("\"duration-millis\" : \\d+,");
    assertThat(terminal.run("--dir", backup, "get", "key3").out()).isEqualTo("new");
    assertThat(terminal.run("--dir", backup, "verify").exitCode()).isZero();
  }

  @Test
  void makesAStoreFromABackup() {
    terminal.run("backup", backup);
    String fresh = directory.resolve("fresh").toString();

    Result result = terminal.run("restore", backup, fresh);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("0 shards linked, ");
    assertThat(terminal.run("--dir", fresh, "get", "key9").out()).startsWith("9x");
    assertThat(terminal.run("--dir", fresh, "verify").exitCode()).isZero();
    Result again = terminal.run("restore", backup, fresh);
    assertThat(again.exitCode()).isEqualTo(3);
    assertThat(again.err()).contains("not empty");
  }

  @Test
  void saysThatThereIsNoBackupRatherThanNoStore() throws IOException {
    String fresh = directory.resolve("fresh").toString();
    Path empty = Files.createDirectory(directory.resolve("empty"));

    for (String wrong : new String[] {backup, empty.toString()}) {
      Result result = terminal.run("restore", wrong, fresh);

      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err())
          .isEqualTo("kv: there is no backup in %s; 'kv backup' makes one\n".formatted(wrong));
    }
    assertThat(directory.resolve("fresh")).doesNotExist();
  }

  private void damage() throws IOException {
    Path shard = directory.resolve("kv-data/00000001.shard");
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.seek(500);
      file.write('?');
    }
  }

  @Test
  void saysWhatIsDamaged() throws IOException {
    damage();

    Result result = terminal.run("backup", backup);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("damage in shard 1", "1 damaged place");
  }

  @Test
  void refusesTheStoreItselfAndOtherPlaces() throws IOException {
    terminal.run("backup", backup);
    Result itself = terminal.run("backup", directory.resolve("kv-data").toString());
    assertThat(itself.exitCode()).isEqualTo(3);
    assertThat(itself.err()).contains("is the store itself");

    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "text");
    Result foreign = terminal.run("backup", other.toString());
    assertThat(foreign.exitCode()).isEqualTo(3);
    assertThat(foreign.err()).contains("not empty");
    assertThat(terminal.run("backup").exitCode()).isEqualTo(2);
    assertThat(terminal.run("restore", backup).exitCode()).isEqualTo(2);
    assertThat(terminal.run("restore", backup, other.toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void convertsToAnotherCodec() {
    Result result = terminal.run("--codec", "kryo", "convert");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).matches("converted \\d+ shards \\(.*\\), wrote 10 records .*ms\n");
    assertThat(terminal.run("stats").out()).contains(" kryo 1").doesNotContain(" json 1");
    assertThat(terminal.run("get", "key3").out()).startsWith("3x");
    assertThat(terminal.run("--codec", "kryo", "convert").out()).isEqualTo("nothing to convert\n");
    assertThat(terminal.run("convert", "--json").out())
        .contains("\"complete\" : true")
        .containsPattern("\"duration-millis\" : \\d+,");
  }

  @Test
  void leavesADamagedShardToARepair() throws IOException {
    damage();

    Result result = terminal.run("--codec", "kryo", "convert");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("left as they are: shards 1; 'kv verify'");
  }
}
