package dev.cairnkv.core.log;

import dev.cairnkv.spi.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may sync: one thread at a time. The others wait for what it brings, and go on all at once
 * when it is done, since most of them have nothing left to do then. Where that is soon, they yield
 * meanwhile, and are not put to sleep.
 */
final class SyncTurn {
  private static final int MOST_YIELDS_TO_GATHER = 32;
  private static final int MOST_YIELDS_TO_WAIT = 1000;
  private static final long BRIEF_NANOS = 1_000_000;

  private final Clock clock;
  private final BriefYields yields;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<@Nullable Waiter> waiting = new AtomicReference<>();

  private final AtomicLong turns = new AtomicLong();

  // Written by the one who has the turn.
  private volatile boolean wasBrief = true;
  private long takenAt;
  private int waitedLast;

  private record Waiter(Thread thread, @Nullable Waiter next, int count) {}

  SyncTurn(Clock clock) {
    this.clock = clock;
    this.yields = new BriefYields(clock);
  }

  /** Takes the turn, however long it takes. */
  void take() {
    lock.lock();
    takenAt = clock.nanoTime();
  }

  private boolean tryTake() {
    boolean taken = lock.tryLock();
    if (taken) {
      takenAt = clock.nanoTime();
    }
    return taken;
  }

  /**
   * Takes the turn, or waits until the one who has it is done.
   *
   * @return whether the turn was taken; if not, the caller looks whether it still needs it
   */
  boolean takeOrAwait() {
    if (tryTake()) {
      return true;
    }
    long turn = turns.get();
    enlist();
    // Again: whoever gives the turn back from now on wakes this thread.
    if (tryTake()) {
      return true;
    }
    if (!isOverSoon(turn)) {
      sleep();
    }
    return false;
  }

  /** Returns whether a turn is over before long. A virtual thread is better off asleep. */
  private boolean isOverSoon(long turn) {
    boolean tryIt = wasBrief && !Thread.currentThread().isVirtual();
    for (int i = 0; tryIt && i < MOST_YIELDS_TO_WAIT && !isOver(turn); i++) {
      tryIt = yields.tryYield();
    }
    return isOver(turn);
  }

  private boolean isOver(long turn) {
    return turns.get() != turn || !lock.isLocked();
  }

  private void sleep() {
    boolean interrupted = Thread.interrupted();
    LockSupport.park(this);
    if (interrupted || Thread.interrupted()) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets those who waited last, and are likely to come back with new writes, come before the sync
   * begins rather than right after. For the one who has the turn.
   */
  void gather() {
    boolean tryIt = true;
    for (int i = 0; tryIt && i < MOST_YIELDS_TO_GATHER && waitingCount() < waitedLast; i++) {
      tryIt = yields.tryYield();
    }
  }

  /** Gives the turn back. */
  void giveBack() {
    waitedLast = waitingCount();
    wasBrief = clock.nanoTime() - takenAt < BRIEF_NANOS;
    turns.incrementAndGet();
    lock.unlock();
    for (Waiter next = waiting.getAndSet(null); next != null; next = next.next()) {
      LockSupport.unpark(next.thread()); // does nothing yet to one that yields
    }
  }

  private void enlist() {
    Thread thread = Thread.currentThread();
    Waiter before;
    Waiter waiter;
    do {
      before = waiting.get();
      waiter = new Waiter(thread, before, before == null ? 1 : before.count() + 1);
    } while (!waiting.compareAndSet(before, waiter));
  }

  private int waitingCount() {
    Waiter last = waiting.get();
    return last == null ? 0 : last.count();
  }
}
