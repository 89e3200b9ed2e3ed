package dev.cairnkv.reliability.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KvStore;
import dev.cairnkv.reliability.Scale;
import dev.cairnkv.reliability.workload.Expectation;
import dev.cairnkv.reliability.workload.Plant;
import dev.cairnkv.reliability.workload.Setup;
import dev.cairnkv.reliability.workload.Worker;
import dev.cairnkv.reliability.workload.WorkerProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process under load is killed with {@code kill -9} again and again, and goes on with the same
 * store. Every operation that it acknowledged is there afterwards, and of the others at most the
 * one that each of its threads was in.
 */
final class RealKillTest {

  private static final long SEED = 20_260_901;
  private static final long FULL_CYCLES = 100;
  private static final long CYCLES_OF_A_STORE = 25;
  private static final int MOST_OPERATIONS = 3000;

  @TempDir Path parent;

  @Test
  void keepsEveryWriteThatReturnedBeforeAKill() throws Exception {
    Instant start = Instant.now();
    long cycles = Scale.cases(FULL_CYCLES);
    long operations = 0;
    for (long store = 0; store * CYCLES_OF_A_STORE < cycles; store++) {
      long left = Math.min(CYCLES_OF_A_STORE, cycles - store * CYCLES_OF_A_STORE);
      operations += killAgainAndAgain(store, left, Plant.NOTHING);
    }
    Scale.report("kill -9 under load (%,d operations)".formatted(operations), cycles, start);
  }

  /** A store that keeps what it acknowledged in the heap until the next sync is found out. */
  @Test
  void findsAStoreThatBuffersWhatItAcknowledged() {
    assertThatThrownBy(() -> killAgainAndAgain(0, 10, Plant.BUFFERED_APPENDS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("operations nor any more");
  }

  private long killAgainAndAgain(long store, long cycles, Plant plant) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + store);
    Setup setup =
        new Setup(
            Plant.NOTHING,
            parent.resolve("store" + store),
            SEED + store,
            random.nextInt(1, 7),
            random.nextInt(10, 60),
            "json",
            4096L * random.nextInt(2, 17),
            32L << 10,
            false);
    Expectation expectation = new Expectation(setup);
    List<Long> acknowledged = expectation.nextNumbers().stream().map(next -> next - 1).toList();
    long operations = 0;
    for (long cycle = 1; cycle <= cycles; cycle++) {
      Setup now = setup.withPlant(plant).withCodec(random.nextBoolean() ? "json" : "kryo");
      List<Long> numbers = acknowledged.stream().map(last -> last + 1).toList();
      try (WorkerProcess worker = WorkerProcess.start(List.of(), Worker.class, now, numbers)) {
        worker.awaitRestoring();
        if (random.nextInt(8) > 0) {
          worker.awaitAcknowledged(random.nextInt(1 + random.nextInt(MOST_OPERATIONS)));
        }
        acknowledged = worker.kill();
        operations += worker.acknowledgedOperations();
      }
      // Now and then the store is killed again before anyone has looked at it.
      if (random.nextInt(4) > 0 || cycle == cycles) {
        acknowledged = verify(now.withPlant(Plant.NOTHING), expectation, acknowledged);
      }
    }
    return operations;
  }

  private static List<Long> verify(Setup setup, Expectation expectation, List<Long> acknowledged) {
    List<Long> inFlight = acknowledged.stream().map(last -> last + 1).toList();
    try (KvStore<String, String> store = setup.restore()) {
      expectation.verify(store, acknowledged, inFlight);
      assertWritable(store);
    }
    return expectation.nextNumbers().stream().map(next -> next - 1).toList();
  }

  private static void assertWritable(KvStore<String, String> store) {
    String key = "0-written by the test";
    store.put(key, "value");
    assertThat(store.get(key)).isEqualTo("value");
    assertThat(store.delete(key)).isTrue();
    store.sync();
  }
}
