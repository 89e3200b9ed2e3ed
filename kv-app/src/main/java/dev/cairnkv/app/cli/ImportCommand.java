package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.Choice;
import dev.cairnkv.app.transfer.Format;
import dev.cairnkv.app.transfer.ImportReport;
import dev.cairnkv.app.transfer.Importer;
import dev.cairnkv.app.transfer.RecordReader;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = "Store the records of a file; begins a store if there is none.",
    footer = {
      "",
      "jsonl: one JSON object a line. {\"key\":...,\"value\":...} is a key and its value: the text",
      "of a string, the JSON of anything else; \"expires\":\"2031-12-24T18:00:00Z\" may say when"
          + " it",
      "ends. With --key FIELD any object is a value.",
      "csv, tsv: a header row, then rows. A row is stored as a JSON object under its --key COLUMN.",
      "",
      "Lines that cannot be imported are left out and reported with their numbers, the first 20",
      "in full, and the exit code is 3; it is 0 if every line was imported.",
      "",
      "Examples:",
      "  kv import countries.csv --key code",
      "  zcat backup.jsonl.gz | kv import -"
    })
final class ImportCommand extends StoreCommand {
  private static final String STANDARD_INPUT = "-";
  private static final int BUFFER_BYTES = 1 << 16;

  /** A byte of a value may take this many in JSON, as in an escape. */
  private static final long MAX_EXPANSION = 6;

  @Parameters(
      paramLabel = "FILE",
      description = "The file, compressed if it ends in .gz; - for standard input.")
  private String file = "";

  @Option(
      names = "--format",
      paramLabel = "jsonl|csv|tsv",
      completionCandidates = Candidates.OfFormat.class,
      description =
          "The format, if the file's name does not end in .jsonl, .ndjson, .csv or .tsv."
              + " Standard input is jsonl unless told otherwise.")
  private @Nullable String formatName;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "The field or column that is the key. For csv and tsv: key unless named.")
  private @Nullable String key;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    Format format = format();
    long shardSizeBytes = kv.config().options().shardSizeBytes();
    try (InputStream source = open(streams)) {
      RecordReader reader =
          RecordReader.open(source, format, file, key, maxLineBytes(shardSizeBytes));
      try (StoreSession session = kv.openOrCreate()) {
        return run(new Importer(session.store()), reader, source, session, streams);
      }
    } catch (EOFException | ZipException e) {
      throw new IOException(file + ": not a whole file of gzip; get it again", e);
    }
  }

  private static int run(
      Importer importer,
      RecordReader reader,
      InputStream source,
      StoreSession session,
      Streams streams)
      throws IOException {
    long start = System.nanoTime();
    session.onInterrupt(
        () ->
            streams.message(
                "interrupted; the store has the first %s"
                    .formatted(Printable.count(importer.records(), "record"))));
    try {
      importer.run(reader);
    } finally {
      source.close(); // ends the progress bar
      if (!session.interrupted()) {
        print(importer.report(), session.store().size(), System.nanoTime() - start, streams);
      }
    }
    return importer.report().badLines() == 0 ? ExitCode.DONE : ExitCode.STORE_ERROR;
  }

  private static void print(ImportReport report, long keys, long nanos, Streams streams) {
    report.firstBadLines().forEach(streams::message);
    if (report.furtherBadLines() > 0) {
      streams.message("and " + Printable.count(report.furtherBadLines(), "more bad line"));
    }
    double seconds = nanos / 1e9;
    String badLines =
        report.badLines() == 0
            ? ""
            : ", left out " + Printable.count(report.badLines(), "bad line");
    streams
        .err()
        .printf(
            Locale.ROOT,
            "imported %s (%s) in %.2f s, %,.0f a second%s; the store has %s%n",
            Printable.count(report.records(), "record"),
            Printable.size(report.bytes()),
            seconds,
            report.records() / seconds,
            badLines,
            Printable.count(keys, "key"));
  }

  private Format format() {
    if (formatName == null) {
      return file.equals(STANDARD_INPUT)
          ? Format.JSONL
          : Format.ofFileName(file)
              .orElseThrow(
                  () ->
                      new WrongUsageException(
                          file
                              + ": the name does not tell the format; say --format jsonl, csv or"
                              + " tsv"));
    }
    try {
      return Choice.of(Format.class, formatName);
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException("--format: " + e.getMessage());
    }
  }

  private InputStream open(Streams streams) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return Progress.of(streams.in(), Progress.UNKNOWN_SIZE, streams);
    }
    Path path = Path.of(file);
    InputStream source = Progress.of(SourceFile.open(path), Files.size(path), streams);
    return Format.isCompressed(file)
        ? new GZIPInputStream(new BufferedInputStream(source, BUFFER_BYTES), BUFFER_BYTES)
        : source;
  }

  private static int maxLineBytes(long shardSizeBytes) {
    long needed = MAX_EXPANSION * shardSizeBytes;
    long memory = Runtime.getRuntime().maxMemory() / 8;
    return (int) Math.min(Math.min(needed, memory), Integer.MAX_VALUE - 8);
  }
}
