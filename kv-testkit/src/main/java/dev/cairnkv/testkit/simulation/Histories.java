package dev.cairnkv.testkit.simulation;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs histories, and tells the shortest that it finds when one goes wrong. */
public final class Histories {
  private Histories() {}

  /**
   * Runs one history for each seed.
   *
   * @param <O> the type of the operations
   * @param seeds the seeds; a parallel stream is run in parallel
   * @param generator makes the history of a seed, always the same one
   * @param run as for {@link #check(Stream, Consumer)}
   * @throws AssertionError as for {@link #check(Stream, Consumer)}
   */
  public static <O> void check(
      LongStream seeds, LongFunction<History<O>> generator, Consumer<History<O>> run) {
    check(seeds.mapToObj(generator), run);
  }

  /**
   * Runs histories.
   *
   * @param <O> the type of the operations
   * @param histories the histories; a parallel stream is run in parallel
   * @param run runs a history and throws if something is wrong; given the same history it must do
   *     the same
   * @throws AssertionError for the first history whose run throws; its message has the seed and the
   *     shortened history, its cause is what the run of that one throws
   */
  public static <O> void check(Stream<History<O>> histories, Consumer<History<O>> run) {
    Optional<History<O>> failing =
        histories.filter(history -> failure(history, run) != null).findFirst();
    if (failing.isPresent()) {
      History<O> whole = failing.get();
      History<O> shortest = new Shrinker<O>(history -> failure(history, run) != null).shrink(whole);
      Throwable failure = failure(shortest, run);
      throw new AssertionError(
          "seed "
              + whole.seed()
              + " fails; of its "
              + whole.operations().size()
              + " operations these are enough:\n"
              + shortest
              + "\n"
              + failure,
          failure);
    }
  }

  private static <O> @Nullable Throwable failure(History<O> history, Consumer<History<O>> run) {
    try {
      run.accept(history);
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }
}
