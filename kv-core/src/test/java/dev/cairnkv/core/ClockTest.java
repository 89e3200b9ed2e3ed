package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Order never depends on the time, whatever the clock says. */
class ClockTest {
  private static final long YEAR_MILLIS = 31_536_000_000L;

  /** A clock that is somewhere else each time it is asked. */
  private static final class JumpingClock implements Clock {
    private final Random random = new Random(1);

    @Override
    public long epochMillis() {
      return (random.nextLong() % 500) * YEAR_MILLIS;
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }

  @Test
  void aClockThatJumpsChangesNothing() {
    Clock clock = new JumpingClock();
    InMemoryShardStorage storage = new InMemoryShardStorage();
    Map<String, String> model = new HashMap<>();
    for (int round = 0; round < 10; round++) {
      KvStore<String, String> store =
          ShardedStore.restore(
              storage, Codecs.of(KeyType.STRING, new TextCodec()), clock, Stores.OPTIONS);
      assertThat(Stores.content(store)).isEqualTo(model);
      for (int i = 0; i < 100; i++) {
        String value = "round " + round + ", write " + i;
        store.put("key " + i % 40, value);
        model.put("key " + i % 40, value);
      }
      if (round % 2 == 0) {
        store.shutdown();
      }
      storage = storage.restart();
    }
  }
}
