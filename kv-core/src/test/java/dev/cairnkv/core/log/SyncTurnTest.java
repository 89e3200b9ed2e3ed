package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cairnkv.spi.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyncTurnTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 2000;

  private final SyncTurn turn = new SyncTurn(Clock.system());
  private final AtomicInteger inTurn = new AtomicInteger();

  @Test
  void isTakenByOneAtATimeAndEveryWaiterIsWoken() throws Exception {
    Callable<Integer> taker =
        () -> {
          int taken = 0;
          while (taken < ROUNDS) {
            if (turn.takeOrAwait()) {
              assertThat(inTurn.incrementAndGet()).isEqualTo(1);
              turn.gather();
              inTurn.decrementAndGet();
              turn.giveBack();
              taken++;
            }
          }
          return taken;
        };
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Integer>> takers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        takers.add(executor.submit(taker));
      }
      for (Future<Integer> each : takers) {
        assertThat(each.get()).isEqualTo(ROUNDS);
      }
    }
  }

  @Test
  void anInterruptedThreadWaitsAllTheSameAndStaysInterrupted() throws Exception {
    turn.take();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiter =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              while (!turn.takeOrAwait()) {
                Thread.onSpinWait();
              }
              turn.giveBack();
              interrupted.set(Thread.interrupted());
            });
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    turn.giveBack();
    waiter.join();

    assertThat(interrupted).isTrue();
  }

  @Test
  void aWaiterYieldsBeforeItSleepsIfTheLastTurnWasBrief() throws Exception {
    assertThat(clockReadsOfAWaiterAfterATurnOf(0)).isGreaterThan(1000);
  }

  @Test
  void aWaiterSleepsAtOnceIfTheLastTurnWasLong() throws Exception {
    assertThat(clockReadsOfAWaiterAfterATurnOf(2_000_000)).isZero();
  }

  private static int clockReadsOfAWaiterAfterATurnOf(long nanos) throws Exception {
    AtomicLong now = new AtomicLong();
    AtomicInteger reads = new AtomicInteger();
    Clock clock = mock(Clock.class);
    when(clock.nanoTime())
        .then(
            call -> {
              reads.incrementAndGet();
              return now.get();
            });
    SyncTurn turn = new SyncTurn(clock);
    turn.take();
    now.addAndGet(nanos);
    turn.giveBack();
    turn.take();
    int before = reads.get();
    Thread waiter = new Thread(turn::takeOrAwait);
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    int after = reads.get();
    turn.giveBack();
    waiter.join();
    return after - before;
  }
}
