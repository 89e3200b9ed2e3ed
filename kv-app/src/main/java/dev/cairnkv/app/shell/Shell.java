package dev.cairnkv.app.shell;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** Runs one line after the other. */
public final class Shell {

  /** The words that end a shell. */
  static final Set<String> ENDINGS = Set.of("exit", "quit");

  /** Runs a command. */
  @FunctionalInterface
  public interface Runner {
    /** Runs the command that the words are, and returns its exit code. */
    int run(String... words);
  }

  private final Lines lines;
  private final Runner runner;
  private final LongConsumer timing;

  /**
   * Makes a shell.
   *
   * @param lines where the commands come from
   * @param runner runs them
   * @param timing is told how many nanoseconds each of them took
   */
  public Shell(Lines lines, Runner runner, LongConsumer timing) {
    this.lines = lines;
    this.runner = runner;
    this.timing = timing;
  }

  /** Runs all lines, and returns the highest exit code there was. */
  public int run() throws IOException {
    int highest = 0;
    List<String> words = lines.next();
    while (words != null && !isEnding(words)) {
      if (!words.isEmpty()) {
        highest = Math.max(highest, run(words));
      }
      words = lines.next();
    }
    return highest;
  }

  private int run(List<String> words) {
    long start = System.nanoTime();
    lines.beginCommand();
    try {
      return runner.run(words.toArray(String[]::new));
    } finally {
      lines.endCommand();
      timing.accept(System.nanoTime() - start);
    }
  }

  private static boolean isEnding(List<String> words) {
    return words.size() == 1 && ENDINGS.contains(words.getFirst());
  }
}
