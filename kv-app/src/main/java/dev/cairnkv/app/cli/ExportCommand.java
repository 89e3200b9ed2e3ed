package dev.cairnkv.app.cli;

import dev.cairnkv.app.transfer.Exporter;
import dev.cairnkv.app.transfer.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Write all records as JSON Lines, which import takes back byte for byte.",
    footer = {
      "",
      "A value that is one JSON object or array on one line is written as it is; other text as a",
      "JSON string (so the number 1 comes back as \"1\"); other bytes as key-base64 and"
          + " value-base64. A record that expires says when, as expires.",
      "A file appears when it is complete, in place of the one that was there.",
      "",
      "Examples:",
      "  kv export backup.jsonl.gz",
      "  kv export | gzip > backup.jsonl.gz",
      "  kv export | kv --dir copy import -"
    })
final class ExportCommand extends StoreCommand {
  private static final String STANDARD_OUTPUT = "-";
  private static final int BUFFER_BYTES = 1 << 16;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The file, compressed if it ends in .gz; - for standard output, as without FILE.")
  private String file = STANDARD_OUTPUT;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    try (StoreSession session = kv.openExisting()) {
      if (file.equals(STANDARD_OUTPUT)) {
        return export(session, streams.out(), streams);
      }
      try (TargetFile target = TargetFile.open(Path.of(file))) {
        session.onInterrupt(() -> giveUp(target, streams));
        int exitCode;
        try (OutputStream out = compressed(target.out())) {
          exitCode = export(session, out, streams);
        }
        target.commit();
        return exitCode;
      }
    }
  }

  private void giveUp(TargetFile target, Streams streams) {
    try {
      target.discard();
      streams.message("interrupted; " + file + " is as it was");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OutputStream compressed(OutputStream target) throws IOException {
    return Format.isCompressed(file)
        ? new GZIPOutputStream(target, BUFFER_BYTES)
        : new BufferedOutputStream(target, BUFFER_BYTES);
  }

  private static int export(StoreSession session, OutputStream target, Streams streams)
      throws IOException {
    Exporter exporter = new Exporter(target);
    int exitCode;
    try (exporter;
        RecordBar bar = RecordBar.alone("export", session.store().size(), streams)) {
      exitCode =
          new Walk(streams, bar)
              .over(
                  session.store(),
                  (pair, expiry) -> {
                    exporter.write(pair, expiry);
                    return true;
                  });
    }
    streams.err().println("exported " + Printable.count(exporter.records(), "record"));
    return exitCode;
  }
}
