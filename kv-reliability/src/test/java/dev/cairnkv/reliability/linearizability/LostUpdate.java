package dev.cairnkv.reliability.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import dev.cairnkv.reliability.image.Images;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The race that a conditional write must not lose, with nothing left to chance. */
public final class LostUpdate {
  private static final int SHARD_SIZE = 4 << 10;
  private static final long KEY = 1;

  private LostUpdate() {}

  /** Lets another thread write between the reading and the writing of a conditional write. */
  public static void check() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (KvStore<Long, byte[]> store =
            Images.restore(new SimulatedShardStorage(1), Images.options(SHARD_SIZE));
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      store.put(KEY, new byte[] {1});

      byte[] result =
          store.merge(
              KEY,
              new byte[] {10},
              (current, given) -> {
                if (calls.incrementAndGet() == 1) {
                  join(executor.submit(() -> store.put(KEY, new byte[] {2})));
                }
                return new byte[] {(byte) (current[0] + given[0])};
              });

      assertThat(result).containsExactly(12);
      assertThat(store.get(KEY)).containsExactly(12);
    }
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
