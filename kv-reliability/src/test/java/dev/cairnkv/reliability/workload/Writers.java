package dev.cairnkv.reliability.workload;

import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that carry out a script each, until the store fails. */
public final class Writers implements AutoCloseable {

  /** Is told of each operation when its call has returned. Called by several threads. */
  @FunctionalInterface
  public interface Acknowledgements {

    /** Takes the number of an operation. */
    void acknowledged(int writer, long number);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<KvException>> failures = new ArrayList<>();

  private Writers() {}

  /**
   * Starts a thread for each writer.
   *
   * @param numbers the number of each writer's first operation
   */
  public static Writers start(
      KvStore<String, String> store, Setup setup, List<Long> numbers, Acknowledgements to) {
    Writers writers = new Writers();
    for (int writer = 0; writer < numbers.size(); writer++) {
      Script script = setup.script(writer);
      int one = writer;
      long first = numbers.get(writer);
      writers.failures.add(writers.threads.submit(() -> write(store, script, one, first, to)));
    }
    return writers;
  }

  private static KvException write(
      KvStore<String, String> store, Script script, int writer, long first, Acknowledgements to) {
    for (long number = first; ; number++) {
      try {
        var _ = script.operation(number).applyTo(store);
      } catch (KvException failure) {
        return failure;
      }
      to.acknowledged(writer, number);
    }
  }

  /** Waits until every writer has failed, and returns what each of them failed with. */
  public List<KvException> awaitFailures() throws InterruptedException {
    List<KvException> found = new ArrayList<>();
    for (Future<KvException> failure : failures) {
      try {
        found.add(failure.get());
      } catch (ExecutionException other) {
        throw new AssertionError("a writer failed with no error of the store", other.getCause());
      }
    }
    return found;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
