package dev.cairnkv.core.log;

import dev.cairnkv.spi.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may sync: one thread at a time. The others wait for what it brings, and go on all at once
 * when it is done, since most of them have nothing left to do then. Where syncs are brief, they
 * spin before they sleep.
 */
final class SyncTurn {
  private static final int MOST_SPINS_TO_GATHER = 32;
  private static final int MOST_SPINS_TO_WAIT = 1000;
  private static final long MOST_NANOS_TO_GATHER = 200_000;
  private static final long BRIEF_NANOS = 1_000_000;

  private final Clock clock;
  private final long mostNanosToGather;
  private final AdaptiveSpin spin;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<@Nullable Waiter> waiting = new AtomicReference<>();

  // Written by the one who has the turn.
  private volatile boolean wasBrief = true;
  private boolean gathered;
  private long gatheredAt;
  private volatile int waitedLast;
  private volatile @Nullable Thread gathering;

  /** A thread that waits, and those that did before. */
  private static final class Waiter {
    private final Thread thread;
    private final @Nullable Waiter next;
    private final int count;
    private volatile boolean isOver;
    private volatile boolean sleeps;

    Waiter(Thread thread, @Nullable Waiter next) {
      this.thread = thread;
      this.next = next;
      this.count = next == null ? 1 : next.count + 1;
    }
  }

  SyncTurn(Clock clock) {
    this(clock, MOST_NANOS_TO_GATHER);
  }

  SyncTurn(Clock clock, long mostNanosToGather) {
    this.clock = clock;
    this.mostNanosToGather = mostNanosToGather;
    this.spin = new AdaptiveSpin(clock);
  }

  /** Takes the turn, however long it takes. */
  void take() {
    lock.lock();
  }

  /**
   * Takes the turn, or waits until the one who has it is done.
   *
   * @return whether the turn was taken; if not, the caller looks whether it still needs it
   */
  boolean takeOrAwait() {
    if (lock.tryLock()) {
      return true;
    }
    Waiter waiter = enlist();
    // Again: whoever gives the turn back from now on tells this waiter.
    if (lock.tryLock()) {
      return true;
    }
    spin(waiter);
    sleep(waiter);
    return false;
  }

  private Waiter enlist() {
    Waiter before;
    Waiter waiter;
    do {
      before = waiting.get();
      waiter = new Waiter(Thread.currentThread(), before);
    } while (!waiting.compareAndSet(before, waiter));
    if (waiter.count >= waitedLast) {
      LockSupport.unpark(gathering);
    }
    return waiter;
  }

  /** Spins until the turn is over, if that may be soon. A virtual thread is better off asleep. */
  private void spin(Waiter waiter) {
    boolean goesOn = wasBrief && !waiter.thread.isVirtual();
    for (int i = 0; goesOn && i < MOST_SPINS_TO_WAIT && !waiter.isOver; i++) {
      goesOn = spin.trySpin();
    }
  }

  /** Sleeps until the turn is over, be the thread interrupted or not. */
  private void sleep(Waiter waiter) {
    if (waiter.isOver) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    waiter.sleeps = true; // before the next look: who ends the turn looks the other way around
    while (!waiter.isOver) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets those who waited last, and are likely to come back with new writes, come before the sync
   * begins rather than right after. For the one who has the turn and is about to sync.
   */
  void gather() {
    long begin = clock.nanoTime();
    boolean goesOn = true;
    for (int i = 0; goesOn && i < MOST_SPINS_TO_GATHER && isAnyoneMissing(); i++) {
      goesOn = spin.trySpin() && clock.nanoTime() - begin < mostNanosToGather;
    }
    long left = mostNanosToGather - (clock.nanoTime() - begin);
    if (!goesOn && left > 0) {
      nap(left);
    }
    gatheredAt = clock.nanoTime();
    gathered = true;
  }

  /** Sleeps until the last of those it waits for has come, or for some time. */
  private void nap(long nanos) {
    gathering = Thread.currentThread();
    if (isAnyoneMissing()) {
      LockSupport.parkNanos(this, nanos);
    }
    gathering = null;
  }

  private boolean isAnyoneMissing() {
    return waitingCount() < waitedLast;
  }

  private int waitingCount() {
    Waiter last = waiting.get();
    return last == null ? 0 : last.count;
  }

  /** Gives the turn back. */
  void giveBack() {
    try {
      if (gathered) {
        gathered = false;
        waitedLast = waitingCount();
        wasBrief = clock.nanoTime() - gatheredAt < BRIEF_NANOS;
      }
    } finally {
      lock.unlock();
      endWaiting(waiting.getAndSet(null));
    }
  }

  private static void endWaiting(@Nullable Waiter last) {
    for (Waiter waiter = last; waiter != null; waiter = waiter.next) {
      waiter.isOver = true; // all of them first: waking one takes long
    }
    for (Waiter waiter = last; waiter != null; waiter = waiter.next) {
      if (waiter.sleeps) {
        LockSupport.unpark(waiter.thread);
      }
    }
  }
}
