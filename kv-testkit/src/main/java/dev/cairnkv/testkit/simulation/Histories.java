package dev.cairnkv.testkit.simulation;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs one history for each seed, and tells the shortest that it finds when one goes wrong. */
public final class Histories {
  private Histories() {}

  /**
   * Runs the histories of all seeds.
   *
   * @param <O> the type of the operations
   * @param seeds the seeds; a parallel stream is run in parallel
   * @param generator makes the history of a seed, always the same one
   * @param run runs a history and throws if something is wrong; given the same history it must do
   *     the same
   * @throws AssertionError for the first seed whose run throws; its message has the seed and the
   *     shortened history, its cause is what the run of that one throws
   */
  public static <O> void check(
      LongStream seeds, LongFunction<History<O>> generator, Consumer<History<O>> run) {
    OptionalLong failing =
        seeds.filter(seed -> failure(generator.apply(seed), run) != null).findFirst();
    if (failing.isPresent()) {
      History<O> whole = generator.apply(failing.getAsLong());
      History<O> shortest = new Shrinker<O>(history -> failure(history, run) != null).shrink(whole);
      Throwable failure = failure(shortest, run);
      throw new AssertionError(
          "seed "
              + failing.getAsLong()
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
