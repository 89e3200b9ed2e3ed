package dev.cairnkv.reliability.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A {@link Worker}, or something like it, in a process of its own, and what it has told. */
public final class WorkerProcess implements AutoCloseable {

  private final Process process;
  private final Path errors;
  private final DataInputStream output;
  private final long[] acknowledged;
  private final Consumer<Message> told;
  private long operations;
  private int last;

  private WorkerProcess(Process process, Path errors, long[] acknowledged, Consumer<Message> told) {
    this.told = told;
    this.process = process;
    this.errors = errors;
    this.output = new DataInputStream(process.getInputStream());
    this.acknowledged = acknowledged;
  }

  /**
   * Starts a worker.
   *
   * @param prefix what runs the JVM, as the beginning of its command line; may be empty
   * @param main the worker's main class
   * @param numbers the number of each writer's first operation
   */
  public static WorkerProcess start(
      List<String> prefix, Class<?> main, Setup setup, List<Long> numbers) throws IOException {
    List<String> arguments = new ArrayList<>(setup.arguments());
    numbers.forEach(number -> arguments.add(Long.toString(number)));
    return start(prefix, main, arguments, numbers, _ -> {});
  }

  /**
   * Starts a worker with arguments of its own.
   *
   * @param numbers the number of each writer's first operation
   * @param told is given each message, in the order in which they were told
   */
  public static WorkerProcess start(
      List<String> prefix,
      Class<?> main,
      List<String> arguments,
      List<Long> numbers,
      Consumer<Message> told)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(ChildJvm.command(main));
    command.addAll(arguments);
    Path errors = Files.createTempFile("worker", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    long[] acknowledged = numbers.stream().mapToLong(number -> number - 1).toArray();
    return new WorkerProcess(process, errors, acknowledged, told);
  }

  /** Waits until the worker is about to open its store. */
  public void awaitRestoring() throws IOException {
    assertThat(next()).as("restoring").isTrue();
  }

  /** Waits until so many operations are acknowledged. */
  public void awaitAcknowledged(long count) throws IOException {
    while (operations < count) {
      assertThat(next()).as("the worker went on").isTrue();
    }
  }

  /** Reads on until something is so, or the worker has ended. */
  public void readUntil(BooleanSupplier something) throws IOException {
    boolean more = true;
    while (more && !something.getAsBoolean()) {
      more = next();
    }
  }

  /** Asks the worker to end by itself, if it is one that looks at its standard input. */
  public void askToEnd() throws IOException {
    process.getOutputStream().close();
  }

  /**
   * Kills the worker, if it has not ended, and reads what it acknowledged until then.
   *
   * @return the number of the last operation of each writer that was acknowledged
   */
  public List<Long> kill() throws IOException, InterruptedException {
    // Through the handle, since the process itself would close what is yet to be read.
    process.toHandle().destroyForcibly();
    return awaitEnd();
  }

  /**
   * Waits until the worker has ended by itself or something else; returns what {@link #kill} does.
   */
  public List<Long> awaitEnd() throws IOException, InterruptedException {
    boolean more;
    do {
      more = next();
    } while (more);
    int status = process.waitFor();
    assertThat(Files.readString(errors))
        .as("errors of a worker that ended with %d", status)
        .isEmpty();
    List<Long> last = new ArrayList<>();
    for (long number : acknowledged) {
      last.add(number);
    }
    return last;
  }

  /** Returns how many operations were acknowledged. */
  public long acknowledgedOperations() {
    return operations;
  }

  /** Returns what it told last, as a constant of {@link Message}, or its last writer. */
  public int lastTold() {
    return last;
  }

  private boolean next() throws IOException {
    byte[] bytes = output.readNBytes(Message.LENGTH);
    if (bytes.length == 0) {
      return false;
    }
    assertThat(bytes).as("a message").hasSize(Message.LENGTH);
    Message message = Message.of(bytes);
    last = message.writer();
    if (last >= 0) {
      assertThat(message.number())
          .as("operation of writer %d", last)
          .isEqualTo(acknowledged[last] + 1);
      acknowledged[last]++;
      operations++;
    }
    told.accept(message);
    return true;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(errors);
  }
}
