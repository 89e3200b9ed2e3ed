package dev.cairnkv.bench.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.bench.peer.PeerKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one phase of one peer in a JVM of its own, and listens to it. */
public final class ChildProcess {
  private static final int LINES_OF_ERROR = 12;

  private final List<String> prefix;
  private final List<String> jvmOptions;

  /**
   * Makes runs of children.
   *
   * @param prefix what runs the JVM, as the beginning of its command line; may be empty
   * @param jvmOptions the options besides what a peer needs
   */
  public ChildProcess(List<String> prefix, List<String> jvmOptions) {
    this.prefix = prefix;
    this.jvmOptions = jvmOptions;
  }

  /**
   * Returns the options of children, besides what their peer needs.
   *
   * @param heap the size of the heap, as the JVM reads it; all of it is in memory from the start,
   *     or garbage would be charged with the first use of each page, for as long as a run takes
   */
  public static List<String> options(String heap) {
    return List.of(
        "-Xms" + heap,
        "-Xmx" + heap,
        "-XX:+AlwaysPreTouch",
        "-XX:+UseG1GC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
  }

  /**
   * Runs a child to its end.
   *
   * @return the figures that it told
   * @throws ChildException if it failed
   */
  public List<Figure> run(PeerKind<?> kind, Order order) {
    try {
      Path errors = Files.createTempFile("kv-bench", ".txt");
      try {
        return run(command(kind, order), errors);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new ChildException("cannot run " + kind.title() + ": " + e);
    }
  }

  private static List<Figure> run(List<String> command, Path errors) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    List<Figure> figures = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        Figure.of(line).ifPresentOrElse(figures::add, stash(others, line));
      }
    } finally {
      process.getInputStream().close();
    }
    int status = await(process);
    if (status != 0) {
      others.addAll(Files.readAllLines(errors));
      throw new ChildException(
          "it ended with status "
              + status
              + ": "
              + String.join("\n  ", others.subList(0, Math.min(LINES_OF_ERROR, others.size()))));
    }
    return figures;
  }

  private static Runnable stash(List<String> lines, String line) {
    return () -> lines.add(line);
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new ChildException("interrupted");
    }
  }

  private List<String> command(PeerKind<?> kind, Order order) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    if (order.phase().countsMemory()) {
      command.add("-XX:+AlwaysPreTouch");
    }
    command.addAll(kind.jvmOptions());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ChildMain.class.getName());
    command.addAll(order.arguments());
    return command;
  }

  /** A child failed. */
  public static final class ChildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChildException(String message) {
      super(message);
    }
  }
}
