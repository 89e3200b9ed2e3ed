package dev.cairnkv.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.Main;
import dev.cairnkv.app.config.ConfigLoader;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellKeysTest {
  @TempDir Path directory;

  @Test
  void findsKeysThatAreTextAndBeginWithAPrefix() {
    Terminal terminal = new Terminal(directory);
    terminal.run("put", "user:1", "a");
    terminal.run("put", "user 2", "b");
    terminal.run("put", "other", "c");
    terminal.in = "{\"key-base64\":\"dXNlcv8=\",\"value\":\"user\\u00ff\"}".getBytes(UTF_8);
    terminal.run("import", "-");
    KvCommand kv = command();

    try (ShellStore store = kv.shellStore()) {
      ShellKeys keys = new ShellKeys(kv, store);

      assertThat(keys.beginningWith("user")).containsExactlyInAnyOrder("user:1", "user 2");
      assertThat(keys.beginningWith("")).hasSize(3);
      assertThat(keys.beginningWith("x")).isEmpty();
    }
  }

  @Test
  void findsNoneAndBeginsNothingWhereThereIsNoStore() {
    KvCommand kv = command();

    try (ShellStore store = kv.shellStore()) {
      assertThat(new ShellKeys(kv, store).beginningWith("")).isEmpty();
    }
    assertThat(directory).isEmptyDirectory();
  }

  private KvCommand command() {
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            System.err,
            Terminals.none());
    return new KvCommand(
        streams, Main::open, Main.maintenance(), new ConfigLoader(directory, Map.of()), null);
  }
}
