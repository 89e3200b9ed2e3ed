package dev.cairnkv.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 10_000;

  @Test
  void givesOutWhatCameBack() {
    Pool<Object> pool = new Pool<>(Object::new);
    Object first = pool.take();
    Object second = pool.take();

    assertThat(second).isNotSameAs(first);
    assertThat(pool.giveBack(first)).isTrue();
    assertThat(pool.take()).isSameAs(first);
  }

  @Test
  void saysWhenThereIsNoPlaceLeft() {
    Pool<Object> pool = new Pool<>(Object::new);
    int kept = 0;
    while (pool.giveBack(new Object())) {
      kept++;
    }

    assertThat(kept).isPositive();
    pool.take();
    assertThat(pool.giveBack(new Object())).isTrue();
  }

  @Test
  void givesAnObjectToOneThreadAtATime() throws Exception {
    Pool<AtomicBoolean> pool = new Pool<>(AtomicBoolean::new);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Integer>> done = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        done.add(threads.submit(() -> useAlone(pool)));
      }
      for (Future<Integer> each : done) {
        assertThat(each.get()).isEqualTo(ROUNDS);
      }
    }
  }

  /** Returns how often an object was nobody else's. */
  private static int useAlone(Pool<AtomicBoolean> pool) {
    int alone = 0;
    for (int i = 0; i < ROUNDS; i++) {
      AtomicBoolean used = pool.take();
      if (used.compareAndSet(false, true)) {
        alone++;
      }
      used.set(false);
      pool.giveBack(used);
    }
    return alone;
  }
}
