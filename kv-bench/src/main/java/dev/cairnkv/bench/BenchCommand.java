package dev.cairnkv.bench;

import dev.cairnkv.bench.child.ChildProcess;
import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.Peers;
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
  private static final Timing QUICK = new Timing(0.15, 0.35, Long.MAX_VALUE);
  private static final long FULL_KEYS = 2_000_000;
  private static final long QUICK_KEYS = 400_000;
  private static final int FULL_RUNS = 3;
  private static final int QUICK_RUNS = 2;
  private static final long FULL_SMALL_KEYS = 200_000;
  private static final long QUICK_SMALL_KEYS = 60_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(names = "--quick", description = "Fewer keys, shorter and fewer runs: under 5 minutes.")
  private boolean quick;

  @Option(names = "--peers", split = ",", description = "Which stores; all unless given.")
  private @Nullable List<String> peers;

  @Option(names = "--workloads", split = ",", description = "What is measured; all unless given.")
  private @Nullable List<String> workloads;

  @Option(names = "--entries", description = "How many keys a store has.")
  private @Nullable Long entries;

  @Option(names = "--runs", description = "How often everything is repeated.")
  private @Nullable Integer runs;

  @Option(names = "--dir", description = "Where stores are made; each is deleted after use.")
  private Path directory = Path.of("kv-bench", "target", "stores");

  @Option(names = "--report", description = "Where charts and figures are written.")
  private Path report = Path.of("kv-bench", "target", "report");

  @Override
  public Integer call() throws IOException {
    Settings settings = settings();
    Files.createDirectories(directory);
    Files.createDirectories(report);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Machine machine = Machine.look(directory);
    Results results = new Results();
    new Bench(settings, new ChildProcess(), line -> print(err, line)).run(results);
    print(out, new MarkdownTable(results).render());
    print(out, machine.describe());
    print(out, settings.describe());
    results.failures().forEach(failure -> print(err, "FAILED: " + failure));
    return results.failures().isEmpty() ? 0 : 1;
  }

  private static void print(PrintWriter target, String line) {
    target.println(line);
    target.flush();
  }

  private Settings settings() {
    long keys = entries == null ? (quick ? QUICK_KEYS : FULL_KEYS) : entries;
    int times = runs == null ? (quick ? QUICK_RUNS : FULL_RUNS) : runs;
    if (keys < 1000) {
      throw new UsageException("--entries must be 1000 or more, but is " + keys);
    }
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

  private List<PeerKind<?>> chosenPeers() {
    if (peers == null) {
      return Peers.all();
    }
    List<PeerKind<?>> chosen = new ArrayList<>();
    for (String id : peers) {
      chosen.add(
          Peers.find(id)
              .orElseThrow(
                  () -> new UsageException("--peers: no '" + id + "'; there are " + Peers.ids())));
    }
    return chosen;
  }

  private Set<Measure> chosenMeasures() {
    if (workloads == null) {
      return EnumSet.allOf(Measure.class);
    }
    Set<Measure> chosen = EnumSet.noneOf(Measure.class);
    for (String name : workloads) {
      List<Measure> named = Measure.named(name);
      if (named.isEmpty()) {
        throw new UsageException("--workloads: no '" + name + "'; there are " + Measure.names());
      }
      chosen.addAll(named);
    }
    return chosen;
  }
}
