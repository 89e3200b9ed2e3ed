package dev.cairnkv.reliability.workload;

import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opens a store and writes until it is killed. Each operation is told on the standard output after
 * its call has returned, by one system call that is never torn.
 */
public final class Worker {

  /** Told as a writer when the store is about to be opened. */
  static final int RESTORING = -1;

  /** Told as a writer when the store is open. */
  static final int RESTORED = -2;

  /** The bytes of what is told at once: a writer, and a number of an operation. */
  static final int MESSAGE_BYTES = 12;

  private Worker() {}

  /** Takes the {@linkplain Setup#arguments setup}, and then the first number of each writer. */
  public static void main(String[] arguments) throws InterruptedException {
    int numbersAt = arguments.length - Integer.parseInt(arguments[2]);
    List<String> all = List.of(arguments);
    Setup setup = Setup.of(all.subList(0, numbersAt));
    List<Long> numbers = all.subList(numbersAt, all.size()).stream().map(Long::parseLong).toList();

    tell(RESTORING, 0);
    KvStore<String, String> store = setup.restore();
    tell(RESTORED, 0);
    try (Writers writers = Writers.start(store, setup, numbers, Worker::tell)) {
      Stream<KvException> failures = writers.awaitFailures().stream();
      failures.forEach(Throwable::printStackTrace);
    }
    Runtime.getRuntime().halt(1);
  }

  private static void tell(int writer, long number) {
    ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES).putInt(writer).putLong(number);
    try {
      Output.STREAM.write(message.array());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static final class Output {
    static final FileOutputStream STREAM = new FileOutputStream(FileDescriptor.out);
  }
}
