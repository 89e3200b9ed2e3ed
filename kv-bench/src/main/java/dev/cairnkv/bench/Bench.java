package dev.cairnkv.bench;

import dev.cairnkv.bench.child.ChildProcess;
import dev.cairnkv.bench.child.ChildProcess.ChildException;
import dev.cairnkv.bench.child.Directories;
import dev.cairnkv.bench.child.Order;
import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.report.Column;
import dev.cairnkv.bench.report.Results;
import dev.cairnkv.bench.workload.Phase;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Runs all peers, each phase in a JVM of its own. All peers have their turn before the first has
 * its next, so that what else the machine does hits them alike.
 */
final class Bench {
  private final Settings settings;
  private final String suffix;
  private final ChildProcess children;
  private final Consumer<String> progress;

  /**
   * Makes a bench.
   *
   * @param suffix what is added to the title of each column
   * @param progress is told after each phase
   */
  Bench(Settings settings, String suffix, ChildProcess children, Consumer<String> progress) {
    this.settings = settings;
    this.suffix = suffix;
    this.children = children;
    this.progress = progress;
  }

  /** Runs everything, and adds the figures. */
  void run(Results results) {
    for (PeerKind<?> kind : settings.peers()) {
      results.add(column(kind));
    }
    for (int run = 1; run <= settings.runs(); run++) {
      for (PeerKind<?> kind : settings.peers()) {
        run(run, kind, results);
      }
    }
  }

  private Column column(PeerKind<?> kind) {
    return new Column(kind.id(), kind.title() + suffix, settings.keys(), kind.settings());
  }

  private void run(int run, PeerKind<?> kind, Results results) {
    Path directory = Directories.makeEmpty(settings.directory().resolve(kind.id()));
    for (Phase phase : Plan.phases(kind, settings.measures())) {
      if (startsAnew(phase)) {
        Directories.makeEmpty(directory);
      }
      long begin = System.nanoTime();
      try {
        children
            .run(kind, order(kind, phase, directory))
            .forEach(figure -> results.add(column(kind), figure));
      } catch (ChildException e) {
        results.addFailure(kind.title() + ", run " + run + ", " + phase + ": " + e.getMessage());
        break; // what follows would need what failed
      }
      progress.accept(
          String.format(
              "run %d/%d %s%s %s %.1f s",
              run, settings.runs(), kind.id(), suffix, phase, (System.nanoTime() - begin) / 1e9));
    }
    Directories.delete(directory);
  }

  private static boolean startsAnew(Phase phase) {
    return switch (phase) {
      case LOAD, LARGE, SYNCED, LATENCY, COMPACTION -> true;
      case WORK, REOPEN -> false;
    };
  }

  private Order order(PeerKind<?> kind, Phase phase, Path directory) {
    return new Order(
        kind.id(),
        phase,
        directory,
        settings.directory().resolve("small"),
        settings.keys(),
        settings.smallKeys(),
        settings.timing(),
        settings.measures());
  }
}
