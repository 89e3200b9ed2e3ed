package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ConditionalWriteTest {
  private static final int THREADS = 4;

  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = Stores.restore(storage);

  @AfterEach
  void shutDown() {
    store.close();
  }

  private void crash() {
    storage = storage.restart();
    store = Stores.restore(storage);
  }

  @Test
  void putIfAbsentPutsOnceAndThenReturnsWhatIsThere() {
    assertThat(store.putIfAbsent("k", "first")).isNull();
    assertThat(store.putIfAbsent("k", "second")).isEqualTo("first");
    assertThat(store.get("k")).isEqualTo("first");
    store.delete("k");
    assertThat(store.putIfAbsent("k", "third")).isNull();
    crash();
    assertThat(store.get("k")).isEqualTo("third");
  }

  @Test
  void getAndPutReturnsWhatWasThere() {
    assertThat(store.getAndPut("k", "first")).isNull();
    assertThat(store.getAndPut("k", "second")).isEqualTo("first");
    assertThat(store.get("k")).isEqualTo("second");
  }

  @Test
  void replacesOnlyTheExpectedValue() {
    assertThat(store.replace("k", "old", "new")).isFalse();
    store.put("k", "old");
    assertThat(store.replace("k", "other", "new")).isFalse();
    assertThat(store.get("k")).isEqualTo("old");
    assertThat(store.replace("k", "old", "new")).isTrue();
    assertThat(store.get("k")).isEqualTo("new");
  }

  @Test
  void deletesOnlyTheExpectedValue() {
    assertThat(store.delete("k", "old")).isFalse();
    store.put("k", "old");
    assertThat(store.delete("k", "other")).isFalse();
    assertThat(store.contains("k")).isTrue();
    assertThat(store.delete("k", "old")).isTrue();
    crash();
    assertThat(store.contains("k")).isFalse();
  }

  @Test
  void computePutsReplacesAndRemoves() {
    assertThat(store.compute("k", (key, current) -> key + current)).isEqualTo("knull");
    assertThat(store.compute("k", (key, current) -> key + current)).isEqualTo("kknull");
    assertThat(store.get("k")).isEqualTo("kknull");
    assertThat(store.compute("k", (_, _) -> null)).isNull();
    assertThat(store.contains("k")).isFalse();
    long last = store.stats().lastSequence();
    assertThat(store.compute("k", (_, _) -> null)).isNull();
    assertThat(store.stats().lastSequence()).isEqualTo(last);
  }

  @Test
  void mergePutsCombinesAndRemoves() {
    assertThat(store.merge("k", "a", String::concat)).isEqualTo("a");
    assertThat(store.merge("k", "b", String::concat)).isEqualTo("ab");
    assertThat(store.get("k")).isEqualTo("ab");
    assertThat(store.merge("k", "c", (_, _) -> null)).isNull();
    assertThat(store.contains("k")).isFalse();
  }

  @Test
  void comparesArraysByTheirContent() {
    InMemoryShardStorage place = new InMemoryShardStorage();
    try (KvStore<String, byte[]> bytes =
        ShardedStore.restore(
            place, Codecs.of(KeyType.STRING, new BytesCodec()), Clock.system(), Stores.OPTIONS)) {
      bytes.put("k", new byte[] {1, 2});

      assertThat(bytes.replace("k", new byte[] {1, 3}, new byte[] {4})).isFalse();
      assertThat(bytes.replace("k", new byte[] {1, 2}, new byte[] {4})).isTrue();
      assertThat(bytes.delete("k", new byte[] {4})).isTrue();
    }
  }

  @Test
  void nothingIsWrittenIfAFunctionThrows() {
    store.put("k", "v");
    long last = store.stats().lastSequence();

    assertThatThrownBy(
            () ->
                store.compute(
                    "k",
                    (_, _) -> {
                      throw new ArithmeticException("on purpose");
                    }))
        .isInstanceOf(ArithmeticException.class);

    assertThat(store.stats().lastSequence()).isEqualTo(last);
    assertThat(store.get("k")).isEqualTo("v");
  }

  @Test
  void nothingIsWrittenIfTheResultIsTooLarge() {
    store.put("k", "v");

    assertThatThrownBy(() -> store.compute("k", (_, _) -> "x".repeat(Stores.SHARD_SIZE)))
        .isInstanceOf(RecordTooLargeException.class);

    assertThat(store.get("k")).isEqualTo("v");
  }

  @Test
  void nothingIsWrittenIfTheRecordIsDamaged() {
    store.put("k", "v");
    store.put("l", "w");
    storage.overwrite(1, ShardHeaderDescriptor.LENGTH + 33, new byte[] {'q'});
    long last = store.stats().lastSequence();

    assertThatThrownBy(() -> store.putIfAbsent("k", "n")).isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> store.getAndPut("k", "n")).isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> store.replace("k", "v", "n"))
        .isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> store.delete("k", "v")).isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> store.compute("k", (_, _) -> "n"))
        .isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> store.merge("k", "n", String::concat))
        .isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> store.touch("k", WriteOptions.defaults()))
        .isInstanceOf(CorruptFrameException.class);

    assertThat(store.stats().lastSequence()).isEqualTo(last);
    assertThat(store.merge("l", "!", String::concat)).isEqualTo("w!");
  }

  @Test
  void aSyncedConditionalWriteSurvivesAPowerLossAndSoDoesWhatItSaw() {
    store.put("k", "v");

    assertThat(store.putIfAbsent("k", "other", WriteOptions.synced())).isEqualTo("v");

    assertThat(store.stats().syncedSequence()).isEqualTo(1);
    store.merge("k", "w", String::concat, WriteOptions.synced());
    assertThat(store.stats().syncedSequence()).isEqualTo(2);
  }

  @Test
  void aFunctionMayUseTheStore() {
    store.put("other", "o");

    String result =
        store.compute(
            "k",
            (_, _) -> {
              store.put("seen", "s");
              return store.get("other") + store.merge("other", "!", String::concat);
            });

    assertThat(result).isEqualTo("oo!");
    assertThat(store.get("k")).isEqualTo("oo!");
    assertThat(store.get("seen")).isEqualTo("s");
  }

  @Test
  void aFunctionThatWritesItsOwnKeyIsRefused() {
    store.put("k", "0");
    AtomicInteger calls = new AtomicInteger();

    assertThatThrownBy(
            () ->
                store.compute(
                    "k",
                    (key, current) -> {
                      store.put(key, "inner " + calls.incrementAndGet());
                      return "outer";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("return the new value");

    assertThat(store.get("k")).isEqualTo("inner " + calls.get());
  }

  /**
   * Another thread writes the key between each reading and the write that was decided by it, as
   * long as it is let. So the decision is made at last while that thread waits.
   */
  @Test
  void aSlowFunctionComesToAnEndAlthoughOthersKeepWritingTheKey() throws Exception {
    store.put("k", "0");
    AtomicInteger calls = new AtomicInteger();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writes = new ArrayList<>();
      store.compute(
          "k",
          (_, current) -> {
            int call = calls.incrementAndGet();
            Future<?> write = executor.submit(() -> store.put("k", "other " + call));
            writes.add(write);
            if (call <= 8) { // later ones wait for this function
              join(write);
            }
            return "computed from " + current;
          });
      for (Future<?> write : writes) {
        join(write);
      }
    }

    assertThat(calls).hasValue(9);
    assertThat(store.get("k")).isEqualTo("other 9");
    assertThat(store.stats().lastSequence()).isEqualTo(11);
  }

  /** Writers wait for a function that is called for the ninth time. */
  @Test
  void whoeverAsksForFiguresDoesNotWaitForAFunction() {
    AtomicInteger calls = new AtomicInteger();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      store.compute(
          "k",
          (key, _) -> {
            if (calls.incrementAndGet() <= 8) {
              join(executor.submit(() -> store.put(key, "other " + calls.get())));
            } else {
              join(executor.submit(() -> assertThat(store.size()).isOne()));
              join(executor.submit(() -> assertThat(store.stats().keys()).isOne()));
            }
            return "computed";
          });
    }

    assertThat(calls).hasValue(9);
    assertThat(store.stats().shards().getFirst().liveRecords()).isOne();
  }

  @Test
  void aFunctionMustNotShutDownTheStoreWhileOthersWaitForIt() {
    AtomicInteger calls = new AtomicInteger();

    assertThatThrownBy(
            () ->
                store.compute(
                    "k",
                    (key, _) -> {
                      if (calls.incrementAndGet() > 8) {
                        store.shutdown();
                      }
                      store.put(key, "again " + calls.get());
                      return "never";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shutdown");

    assertThat(store.get("k")).isEqualTo("again 8");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2000})
  void countersFromManyThreadsAddUp(int valueLength) throws Exception {
    int rounds = 500;
    String filler = " ".repeat(valueLength);
    inThreads(
        thread -> {
          for (int i = 0; i < rounds; i++) {
            store.merge(
                "merged", 1 + filler, (current, given) -> number(current) + number(given) + filler);
            store.compute("computed", (_, current) -> (number(current) + 1) + filler);
            replaceUntilItSucceeds();
          }
        });

    assertThat(number(store.get("merged"))).isEqualTo(THREADS * rounds);
    assertThat(number(store.get("computed"))).isEqualTo(THREADS * rounds);
    assertThat(number(store.get("replaced"))).isEqualTo(THREADS * rounds);
  }

  private void replaceUntilItSucceeds() {
    while (true) {
      String seen = store.putIfAbsent("replaced", "1");
      if (seen == null || store.replace("replaced", seen, number(seen) + 1 + "")) {
        return;
      }
    }
  }

  @Test
  void putIfAbsentHasOneWinnerAndDeleteToo() throws Exception {
    int keys = 500;
    AtomicInteger puts = new AtomicInteger();
    AtomicInteger deletes = new AtomicInteger();
    inThreads(
        thread -> {
          for (int key = 0; key < keys; key++) {
            if (store.putIfAbsent("k" + key, "by " + thread) == null) {
              puts.incrementAndGet();
            }
          }
        });
    assertThat(puts).hasValue(keys);

    inThreads(
        _ -> {
          for (int key = 0; key < keys; key++) {
            String value = store.get("k" + key);
            if (value != null && store.delete("k" + key, value)) {
              deletes.incrementAndGet();
            }
          }
        });
    assertThat(deletes).hasValue(keys);
    assertThat(store.size()).isZero();
  }

  @Test
  void aStoreThatIsShutDownRefusesThem() {
    store.shutdown();

    assertThatThrownBy(() -> store.putIfAbsent("k", "v")).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> store.compute("k", (_, _) -> "v"))
        .isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> store.ttl("k")).isInstanceOf(StoreClosedException.class);
  }

  private interface Work {
    void run(int thread);
  }

  private static void inThreads(Work work) {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      List<? extends Future<?>> all =
          IntStream.range(0, THREADS)
              .mapToObj(thread -> executor.submit(() -> work.run(thread)))
              .toList();
      all.forEach(ConditionalWriteTest::join);
    }
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int number(@Nullable String text) {
    return text == null ? 0 : Integer.parseInt(text.strip());
  }
}
