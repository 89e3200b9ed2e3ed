package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.Main;
import dev.cairnkv.app.config.ConfigLoader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which forms of get need no parser, and that picocli takes each of them alike. */
class PlainGetTest {
  @TempDir Path directory;

  @Test
  void knowsAGetOfAKeyWithADirectoryAnywhere() {
    assertThat(PlainGet.of("get", "key")).isEqualTo(new PlainGet(null, "key"));
    assertThat(PlainGet.of("get", "get")).isEqualTo(new PlainGet(null, "get"));
    for (List<String> form :
        List.of(
            List.of("--dir", "store", "get", "key"),
            List.of("--dir=store", "get", "key"),
            List.of("get", "--dir", "store", "key"),
            List.of("get", "--dir=store", "key"),
            List.of("get", "key", "--dir", "store"),
            List.of("get", "key", "--dir=store"))) {
      assertThat(PlainGet.of(form.toArray(String[]::new))).isEqualTo(new PlainGet("store", "key"));
    }
  }

  @Test
  void leavesEverythingElseToTheParser() {
    for (String line :
        List.of(
            "",
            "get",
            "put key",
            "get key more",
            "key get",
            "get --json",
            "get key --json",
            "get -- key",
            "get -key",
            "--verbose get key",
            "--dir get key",
            "--dir= get key",
            "--dir --json get key",
            "--dir put get key",
            "--dir=put get key",
            "get key --dir",
            "--dir a --dir b get key",
            "--dir=a get key --dir=b")) {
      assertThat(PlainGet.of(line.split(" ", -1))).as(line).isNull();
    }
    assertThat(PlainGet.of("get", "")).isNull();
    assertThat(PlainGet.of("--dir", "", "get", "key")).isNull();
  }

  @Test
  void meansWhatPicocliTakesItFor() {
    Terminal terminal = new Terminal(directory);
    for (String name : List.of("kv-data", "put/store", "store")) {
      terminal.run("put", "--dir", name, "get", "of " + name);
      terminal.run("put", "--dir", name, "key", "of " + name);
    }

    for (List<String> form :
        List.of(
            List.of("get", "key"),
            List.of("get", "get"),
            List.of("get", "none"),
            List.of("--dir", "store", "get", "key"),
            List.of("--dir=put/store", "get", "key"),
            List.of("get", "--dir", "store", "get"),
            List.of("get", "--dir=store", "key"),
            List.of("get", "key", "--dir", "store"),
            List.of("get", "key", "--dir=none"))) {
      String[] arguments = form.toArray(String[]::new);
      assertThat(PlainGet.of(arguments)).isNotNull();
      Terminal.Result plain = terminal.run(arguments);
      assertThat(byPicocli(arguments)).isEqualTo(plain.exitCode() + plain.out() + plain.err());
    }
  }

  private String byPicocli(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminals.none());
    ConfigLoader configLoader = new ConfigLoader(directory, Map.of("KV_SHARD_SIZE", "64KiB"));
    KvCommand kv = new KvCommand(streams, Main::open, Main.maintenance(), configLoader, null);
    int exitCode = Picocli.run(kv, arguments);
    return exitCode + out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }
}
