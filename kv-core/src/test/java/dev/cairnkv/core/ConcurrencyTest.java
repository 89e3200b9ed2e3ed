package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.Durability;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int THREADS = 8;

  private final InMemoryShardStorage storage = new InMemoryShardStorage();

  /** Starts {@code THREADS} virtual threads at once and returns what each gives. */
  private static <T> List<Future<T>> together(ExecutorService executor, ThreadTask<T> task) {
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      Callable<T> waiting =
          () -> {
            start.countDown();
            start.await();
            return task.run(thread);
          };
      futures.add(executor.submit(waiting));
    }
    return futures;
  }

  private interface ThreadTask<T> {
    T run(int thread) throws Exception;
  }

  @Test
  void writersOfDifferentKeysLoseNothing() throws Exception {
    int each = 2000;
    try (KvStore<String, String> store = Stores.restore(storage);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> future :
          together(
              executor,
              thread -> {
                for (int i = 0; i < each; i++) {
                  String key = thread + " " + i;
                  store.put(key, "value " + i);
                  assertThat(store.get(key)).isEqualTo("value " + i);
                  if (i % 3 == 0) {
                    assertThat(store.delete(key)).isTrue();
                    assertThat(store.get(key)).isNull();
                  }
                }
                return thread;
              })) {
        future.get();
      }
      assertThat(store.size()).isEqualTo((long) THREADS * (each - (each + 2) / 3));
    }
    try (KvStore<String, String> store = Stores.restore(storage.reopen())) {
      assertThat(store.size()).isEqualTo((long) THREADS * (each - (each + 2) / 3));
      assertThat(store.stats().restored().damages()).isEmpty();
    }
  }

  @Test
  void writersOfOneKeyEndWithTheLastInTheLog() throws Exception {
    String last;
    try (KvStore<String, String> store = Stores.restore(storage);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> future :
          together(
              executor,
              thread -> {
                for (int i = 0; i < 2000; i++) {
                  store.put("key", thread + " " + i);
                }
                return thread;
              })) {
        future.get();
      }
      last = String.valueOf(store.get("key"));
      assertThat(store.size()).isOne();
    }
    try (KvStore<String, String> store = Stores.restore(storage.reopen())) {
      assertThat(store.get("key")).isEqualTo(last);
    }
  }

  /**
   * Whatever returned before the shutdown is there afterwards, and nothing fails but with "closed".
   */
  @RepeatedTest(20)
  void aShutdownInTheMiddleGivesClosedErrorsOnly() throws Exception {
    KvStore<String, String> store =
        Stores.restore(storage, Stores.OPTIONS.toBuilder().durability(Durability.SYNCED).build());
    List<Future<Integer>> writers;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch someWritten = new CountDownLatch(500);
      writers =
          together(
              executor,
              thread -> {
                int written = 0;
                try {
                  while (true) {
                    store.put(thread + " " + written, "value");
                    written++;
                    someWritten.countDown();
                    assertThat(store.get(thread + " " + (written - 1))).isEqualTo("value");
                  }
                } catch (StoreClosedException _) {
                  return written;
                }
              });
      someWritten.await();
      store.shutdown();
    }
    try (KvStore<String, String> restored = Stores.restore(storage.reopen())) {
      assertThat(restored.stats().restored().cleanShutdown()).isTrue();
      for (int thread = 0; thread < THREADS; thread++) {
        for (int i = 0; i < writers.get(thread).get(); i++) {
          assertThat(restored.contains(thread + " " + i)).isTrue();
        }
      }
    }
  }

  @Test
  void anInterruptedThreadWritesAndReadsAsEver() throws ExecutionException, InterruptedException {
    try (KvStore<String, String> store = Stores.restore(storage);
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      executor
          .submit(
              () -> {
                Thread.currentThread().interrupt();
                store.put("a", "1");
                store.sync();
                assertThat(store.get("a")).isEqualTo("1");
                assertThat(Thread.interrupted()).isTrue();
              })
          .get();
    }
  }
}
