package dev.cairnkv.app.cli;

import dev.cairnkv.app.bench.Bench;
import dev.cairnkv.app.bench.BenchPlan;
import dev.cairnkv.app.bench.BenchResult;
import dev.cairnkv.app.bench.Distribution;
import dev.cairnkv.app.config.Choice;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = "Measure throughput and latencies on this machine with a store of its own.",
    footer = {
      "",
      "Loads keys, then reads and overwrites them at random. The store is made in a scratch",
      "directory among the temporary files and removed at the end; with --dir (no other setting",
      "of the directory counts) in that one, which must be new or empty, and it stays there. A",
      "store that exists is never touched. --codec, --durability and the others hold as always.",
      "Each thread begins an operation when its last one has returned.",
      "",
      "Examples: a quick look, and what reads cost with two threads on another disk",
      "  kv bench --ops 100000",
      "  kv bench --dir /mnt/data/bench --threads 2 --read-ratio 0.95"
    })
final class BenchCommand extends StoreCommand {

  @Option(
      names = "--ops",
      paramLabel = "N",
      description = "Reads and overwrites together. Default: 1000000.")
  private long operations = 1_000_000;

  @Option(
      names = "--keys",
      paramLabel = "N",
      description = "Keys loaded before. Default: as --ops, but at most 1000000.")
  private @Nullable Long keys;

  @Option(
      names = "--value-size",
      paramLabel = "B",
      description = "Bytes of each value. Default: 100.")
  private int valueBytes = 100;

  @Option(names = "--threads", paramLabel = "T", description = "Threads. Default: 1.")
  private int threads = 1;

  @Option(
      names = "--read-ratio",
      paramLabel = "R",
      description = "Share of reads, 0 to 1. Default: 0.5.")
  private double readRatio = 0.5;

  @Option(
      names = "--distribution",
      paramLabel = "uniform|zipfian",
      completionCandidates = Candidates.OfDistribution.class,
      description =
          "Whether all keys are taken equally often, or few of them very often (Zipf's law with"
              + " 0.99, as YCSB has it). Default: uniform.")
  private String distributionName = "uniform";

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    BenchPlan plan = plan();
    KvConfig config = kv.config();
    config = config.withOptions(config.options().toBuilder().createIfMissing(true).build());
    if (kv.namesDirectory()) {
      requireEmpty(config.directory());
      try (StoreSession session = kv.openOwn(config)) {
        session.onInterrupt(
            () -> streams.message("interrupted; the store stays in " + kv.config().directory()));
        run(plan, session, streams, describe(config) + " (stays there)");
      }
      return ExitCode.DONE;
    }
    try (ScratchDirectory scratch = ScratchDirectory.create("kv-bench")) {
      KvConfig there = config.withDirectory(scratch.path());
      try (StoreSession session = kv.openOwn(there)) {
        session.onInterrupt(() -> giveUp(scratch, streams));
        run(plan, session, streams, describe(there) + " (removed)");
      }
    }
    return ExitCode.DONE;
  }

  private BenchPlan plan() {
    try {
      Distribution distribution = distribution();
      long loaded = keys == null ? Math.min(operations, BenchPlan.MAX_DEFAULT_KEYS) : keys;
      return new BenchPlan(operations, loaded, valueBytes, threads, readRatio, distribution);
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(String.valueOf(e.getMessage()));
    }
  }

  private Distribution distribution() {
    try {
      return Choice.of(Distribution.class, distributionName);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--distribution: " + e.getMessage(), e);
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return; // there is none, or what is there is refused by the store
    }
    try (Stream<Path> content = Files.list(directory)) {
      if (content.findAny().isPresent()) {
        throw new FileSystemException(
            directory.toString(), null, "not empty; a bench needs a new or empty directory");
      }
    }
  }

  private static void run(BenchPlan plan, StoreSession session, Streams streams, String store)
      throws IOException {
    BenchResult result;
    try (BenchBar bar = new BenchBar(streams)) {
      result = new Bench(session.store(), plan, bar).run();
    } catch (InterruptedException e) {
      throw new IOException("the bench was interrupted", e);
    }
    if (!session.interrupted()) {
      streams.out().write(BenchText.of(plan, result, store).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String describe(KvConfig config) {
    return "%s, %s, in %s"
        .formatted(
            config.codec().id(),
            config.options().durability().name().toLowerCase(Locale.ROOT),
            config.directory());
  }

  private static void giveUp(ScratchDirectory scratch, Streams streams) {
    try {
      scratch.close();
      streams.message("interrupted; the scratch directory is removed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
