package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyncTurnTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 2000;
  private static final long LONG_NANOS = 2_000_000;

  private final AtomicInteger inTurn = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void isTakenByOneAtATimeAndEveryWaiterGoesOn() throws Exception {
    takeByTurns(System::nanoTime);
  }

  @Test
  void everyWaiterIsWokenWhereTurnsAreLong() throws Exception {
    AtomicLong leaps = new AtomicLong();
    takeByTurns(() -> leaps.addAndGet(LONG_NANOS));
  }

  @Test
  void everyWaiterGoesOnWhereSomeSpinAndSomeSleep() throws Exception {
    AtomicLong steps = new AtomicLong();
    takeByTurns(() -> steps.incrementAndGet() / 100 * LONG_NANOS);
  }

  private void takeByTurns(LongSupplier nanos) throws Exception {
    SyncTurn turn = new SyncTurn(clock(nanos));
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
    SyncTurn turn = new SyncTurn(clock(() -> 0));
    turn.take();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiter =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              assertThat(turn.takeOrAwait()).isFalse();
              interrupted.set(Thread.interrupted());
            });
    waiter.start();
    await(waiter, Thread.State.WAITING);
    waiter.interrupt();
    while (waiter.isInterrupted()) {
      Thread.onSpinWait(); // until it has woken and seen it
    }
    await(waiter, Thread.State.WAITING);
    turn.giveBack();
    waiter.join();

    assertThat(interrupted).isTrue();
  }

  @Test
  void aWaiterSpinsBeforeItSleeps() throws Exception {
    assertThat(readsUntilItSleeps(0, Thread.ofPlatform())).isGreaterThan(1000);
  }

  @Test
  void aWaiterSleepsAtOnceIfTheLastSyncWasLong() throws Exception {
    assertThat(readsUntilItSleeps(LONG_NANOS, Thread.ofPlatform())).isZero();
  }

  @Test
  void aVirtualThreadSleepsAtOnce() throws Exception {
    assertThat(readsUntilItSleeps(0, Thread.ofVirtual())).isZero();
  }

  private int readsUntilItSleeps(long nanosOfTheLastSync, Thread.Builder waiters)
      throws InterruptedException {
    AtomicLong now = new AtomicLong();
    SyncTurn turn = new SyncTurn(clock(now::get));
    turn.take();
    turn.gather();
    now.addAndGet(nanosOfTheLastSync);
    turn.giveBack();
    turn.take();
    int before = reads.get();
    Thread waiter = waiters.start(turn::takeOrAwait);
    await(waiter, Thread.State.WAITING);
    int after = reads.get();
    turn.giveBack();
    waiter.join();
    return after - before;
  }

  @Test
  void aTurnWithoutASyncDoesNotSayHowLongOneTakes() throws Exception {
    AtomicLong now = new AtomicLong();
    SyncTurn turn = new SyncTurn(clock(now::get));
    turn.take();
    turn.gather();
    turn.giveBack();
    now.addAndGet(LONG_NANOS);
    turn.take();
    turn.giveBack();
    turn.take();
    int before = reads.get();
    Thread waiter = Thread.ofPlatform().start(turn::takeOrAwait);
    await(waiter, Thread.State.WAITING);

    assertThat(reads.get() - before).isGreaterThan(1000);
    turn.giveBack();
    waiter.join();
  }

  @Test
  void aWaiterThatSpinsGoesOnWhenTheTurnIsOverAndIsNotWokenLater() throws Exception {
    AtomicInteger spins = new AtomicInteger();
    AtomicBoolean givenBack = new AtomicBoolean();
    AtomicBoolean begun = new AtomicBoolean();
    SyncTurn turn =
        new SyncTurn(
            clock(
                () -> {
                  if (begun.get() && spins.incrementAndGet() == 10) {
                    spinUntil(givenBack); // without a permit to park, which would hide another
                  }
                  return 0;
                }));
    turn.take();
    begun.set(true);
    AtomicBoolean wentOn = new AtomicBoolean();
    AtomicInteger readsAtTheEnd = new AtomicInteger();
    Thread waiter =
        new Thread(
            () -> {
              assertThat(turn.takeOrAwait()).isFalse();
              readsAtTheEnd.set(reads.get());
              wentOn.set(true);
              LockSupport.park();
            });
    int before = reads.get();
    waiter.start();
    while (spins.get() < 10) {
      Thread.onSpinWait();
    }
    turn.giveBack();
    givenBack.set(true);
    spinUntil(wentOn);

    await(waiter, Thread.State.WAITING);
    assertThat(readsAtTheEnd.get() - before).isBetween(10, 11); // one spin reads twice
    LockSupport.unpark(waiter);
    waiter.join();
  }

  @Test
  void whoGathersSpinsNoLongerThanItMay() throws Exception {
    AtomicLong now = new AtomicLong();
    AtomicInteger leapAt = new AtomicInteger();
    SyncTurn turn =
        new SyncTurn(clock(() -> now.addAndGet(reads.get() == leapAt.get() ? 300_000 : 0)));
    waitOnce(turn);
    turn.take();
    int before = reads.get();
    leapAt.set(before + 3); // during the first spin

    turn.gather();

    assertThat(reads.get() - before)
        .as("the beginning, a spin, that no time is left, twice, and when the sync begins")
        .isEqualTo(6);
    turn.giveBack();
  }

  @Test
  void whoGathersSleepsUntilTheLastHasComeWhereOthersNeedTheProcessor() throws Exception {
    AtomicLong now = new AtomicLong();
    AtomicInteger leapAt = new AtomicInteger();
    SyncTurn turn =
        new SyncTurn(
            clock(() -> now.addAndGet(reads.get() == leapAt.get() ? LONG_NANOS : 0)),
            Long.MAX_VALUE);
    waitOnce(turn);
    Thread gatherer =
        new Thread(
            () -> {
              turn.take();
              leapAt.set(reads.get() + 3); // during the first spin, so that there is no second
              turn.gather();
              turn.giveBack();
            });
    gatherer.start();
    await(gatherer, Thread.State.TIMED_WAITING);

    if (turn.takeOrAwait()) { // it was waited for, and the sync is over already
      turn.giveBack();
    }
    gatherer.join();
  }

  @Test
  void whoGathersDoesNotSleepForeverIfNobodyComes() throws Exception {
    AtomicLong now = new AtomicLong();
    AtomicInteger leapAt = new AtomicInteger();
    SyncTurn turn =
        new SyncTurn(
            clock(() -> now.addAndGet(reads.get() == leapAt.get() ? LONG_NANOS : 0)),
            LONG_NANOS + 1);
    waitOnce(turn);
    turn.take();
    leapAt.set(reads.get() + 3);
    int before = reads.get();

    turn.gather();

    assertThat(reads.get() - before)
        .as("as above, and a spin that is refused while there is time left")
        .isEqualTo(7);
    turn.giveBack();
  }

  /** Has one thread wait for a sync, so that the next one waits for one to come back. */
  private static void waitOnce(SyncTurn turn) throws InterruptedException {
    turn.take();
    Thread waiter = new Thread(turn::takeOrAwait);
    waiter.start();
    await(waiter, Thread.State.WAITING);
    turn.gather();
    turn.giveBack();
    waiter.join();
  }

  private Clock clock(LongSupplier nanos) {
    return new Clock() {
      @Override
      public long epochMillis() {
        throw new AssertionError("turns do not depend on the time of day");
      }

      @Override
      public long nanoTime() {
        reads.incrementAndGet();
        return nanos.getAsLong();
      }
    };
  }

  private static void spinUntil(AtomicBoolean flag) {
    while (!flag.get()) {
      Thread.onSpinWait();
    }
  }

  private static void await(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      assertThat(thread.getState()).isNotEqualTo(Thread.State.TERMINATED);
      Thread.onSpinWait();
    }
  }
}
