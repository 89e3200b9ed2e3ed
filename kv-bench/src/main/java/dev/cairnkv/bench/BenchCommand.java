package dev.cairnkv.bench;

import dev.cairnkv.bench.child.ChildProcess;
import dev.cairnkv.bench.child.MemoryLimit;
import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.Peers;
import dev.cairnkv.bench.report.Charts;
import dev.cairnkv.bench.report.Column;
import dev.cairnkv.bench.report.JsonReport;
import dev.cairnkv.bench.report.Machine;
import dev.cairnkv.bench.report.MarkdownTable;
import dev.cairnkv.bench.report.Results;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Timing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the bench. */
@Command(
    name = "kv-bench/run",
    mixinStandardHelpOptions = true,
    description = "Runs Cairn and other stores side by side, and prints a table in Markdown.")
final class BenchCommand implements Callable<Integer> {
  private static final Timing FULL = new Timing(1, 2, Long.MAX_VALUE);
  private static final Timing QUICK = new Timing(0.1, 0.15, Long.MAX_VALUE);
  private static final long FULL_KEYS = 2_000_000;
  private static final long QUICK_KEYS = 150_000;
  private static final int FULL_RUNS = 3;
  private static final int QUICK_RUNS = 2;
  private static final long FULL_SMALL_KEYS = 200_000;
  private static final long QUICK_SMALL_KEYS = 30_000;
  private static final long MIN_KEYS = 1000;

  /** With how many keys the full run looks at what is to hold for many. */
  private static final List<Long> MANY_KEYS = List.of(10_000_000L);

  private static final String CAIRN = "cairn";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(names = "--quick", description = "Fewer keys, and shorter runs: under 5 minutes.")
  private boolean quick;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "ID",
      description = "Which stores, the one to compare with first; all unless given.")
  private @Nullable List<String> peers;

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "NAME",
      description = "What is measured; all unless given.")
  private @Nullable List<String> workloads;

  @Option(names = "--entries", paramLabel = "N", description = "How many keys a store has.")
  private @Nullable Long entries;

  @Option(names = "--runs", paramLabel = "N", description = "How often everything is repeated.")
  private @Nullable Integer runs;

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "N",
      description = "Runs Cairn, or --peers, with each of these numbers of keys, and draws curves.")
  private @Nullable List<Long> scale;

  @Option(
      names = "--memory-limit",
      paramLabel = "SIZE",
      description =
          "Runs Cairn, or --peers, with 4 times as much data as this memory, such as 512m.")
  private @Nullable String memoryLimit;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description = "The heap of each JVM; ${DEFAULT-VALUE} unless given.")
  private String heap = "1g";

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      description = "Where stores are made; each is deleted after use.")
  private Path directory = Path.of("kv-bench", "target", "stores");

  @Option(
      names = "--report",
      paramLabel = "DIRECTORY",
      description = "Where charts and figures are written.")
  private Path report = Path.of("kv-bench", "target", "report");

  @Override
  public Integer call() throws IOException {
    Settings settings = settings();
    Sizes.parse("--heap", heap);
    Files.createDirectories(directory);
    Files.createDirectories(report);
    Results results = new Results();
    if (scale != null) {
      overKeys(scale, settings, results);
    } else if (memoryLimit != null) {
      withMemory(memoryLimit, settings, results);
    } else {
      sideBySide(settings, results);
    }
    return tell(settings, results);
  }

  private void sideBySide(Settings settings, Results results) {
    new Bench(settings, "", children(), this::progress).run(results);
    boolean withCairn = settings.peers().stream().anyMatch(kind -> kind.id().equals(CAIRN));
    if (withCairn && !quick && workloads == null && entries == null) {
      Settings cairn = settings.with(cairn(), Scale.MEASURES, settings.keys());
      new Scale(cairn, this::progress).overKeys(MANY_KEYS, children(), results);
    }
  }

  private void overKeys(List<Long> sizes, Settings settings, Results results) {
    sizes.forEach(keys -> requireEnough("--scale", keys));
    new Scale(settings, this::progress).overKeys(sizes, children(), results);
  }

  private void withMemory(String limit, Settings settings, Results results) {
    long bytes = Sizes.parse("--memory-limit", limit);
    if (bytes < Scale.MIN_LIMIT_BYTES) {
      throw new UsageException("--memory-limit must be 256m or more, but is " + limit);
    }
    try {
      new Scale(settings, this::progress).withMemory(limit, bytes, results);
    } catch (MemoryLimit.ImpossibleException e) {
      results.addFailure("--memory-limit: " + e.getMessage());
    }
  }

  private int tell(Settings settings, Results results) throws IOException {
    Machine machine = Machine.look(directory);
    List<String> options = ChildProcess.options(heap);
    String how =
        settings.describe(results.columns().stream().map(Column::keys))
            + "; each JVM with "
            + String.join(" ", options);
    JsonReport.write(report.resolve("figures.json"), results, machine, how, options);
    PrintWriter out = spec.commandLine().getOut();
    out.println(new MarkdownTable(results).render());
    out.println(machine.describe() + ".\n");
    out.println(how + ".\n");
    results.columns().stream()
        .map(column -> "- " + column.title() + ": " + column.settings())
        .forEach(out::println);
    out.flush();
    results.failures().forEach(failure -> progress("FAILED: " + failure));
    Charts charts = new Charts(results, report);
    if (scale == null) {
      charts.writeBars();
    } else {
      charts.writeCurves();
    }
    progress("charts and figures are in " + report);
    return results.failures().isEmpty() ? 0 : 1;
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private ChildProcess children() {
    return new ChildProcess(List.of(), ChildProcess.options(heap));
  }

  private Settings settings() {
    long keys = entries == null ? (quick ? QUICK_KEYS : FULL_KEYS) : entries;
    int times = runs == null ? (quick ? QUICK_RUNS : FULL_RUNS) : runs;
    requireEnough("--entries", keys);
    if (times < 1) {
      throw new UsageException("--runs must be 1 or more, but is " + times);
    }
    return new Settings(
        chosenPeers(),
        chosenMeasures(),
        keys,
        times,
        quick ? QUICK : FULL,
        Math.min(keys, quick ? QUICK_SMALL_KEYS : FULL_SMALL_KEYS),
        directory);
  }

  private static void requireEnough(String option, long keys) {
    if (keys < MIN_KEYS) {
      throw new UsageException(option + " must be " + MIN_KEYS + " or more, but is " + keys);
    }
  }

  private List<PeerKind<?>> chosenPeers() {
    if (peers == null) {
      return scale == null && memoryLimit == null ? Peers.all() : cairn();
    }
    List<PeerKind<?>> chosen = new ArrayList<>();
    for (String id : peers) {
      chosen.add(
          Peers.find(id)
              .orElseThrow(
                  () ->
                      new UsageException("--peers: there is no '" + id + "', but " + Peers.ids())));
    }
    return chosen;
  }

  private static List<PeerKind<?>> cairn() {
    return List.of(Peers.find(CAIRN).orElseThrow());
  }

  private Set<Measure> chosenMeasures() {
    if (workloads == null) {
      return EnumSet.allOf(Measure.class);
    }
    Set<Measure> chosen = EnumSet.noneOf(Measure.class);
    for (String name : workloads) {
      List<Measure> named = Measure.named(name);
      if (named.isEmpty()) {
        throw new UsageException("--workloads: there is no '" + name + "', but " + Measure.names());
      }
      chosen.addAll(named);
    }
    return chosen;
  }
}
