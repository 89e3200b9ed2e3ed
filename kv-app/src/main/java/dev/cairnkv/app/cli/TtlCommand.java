package dev.cairnkv.app.cli;

import dev.cairnkv.TimeToLive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "ttl",
    description =
        "Print how long a key stays, such as 598123ms, which --ttl takes as well; off if it does"
            + " not expire.",
    footer = {"", "Example:", "  kv ttl session:1"})
final class TtlCommand extends StoreCommand {

  @Parameters(paramLabel = "KEY", description = "The key, text in UTF-8.")
  private String key = "";

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    byte[] keyBytes = Arguments.text("key", key);
    try (StoreSession session = kv.openExisting()) {
      return switch (session.store().ttl(keyBytes)) {
        case TimeToLive.Missing _ -> {
          streams.message("no such key: " + Printable.text(keyBytes));
          yield ExitCode.NOT_FOUND;
        }
        case TimeToLive.Unlimited _ -> print("off", streams);
        case TimeToLive.Remaining(Duration duration) -> print(duration.toMillis() + "ms", streams);
      };
    }
  }

  private static int print(String line, Streams streams) throws IOException {
    streams.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }
}
