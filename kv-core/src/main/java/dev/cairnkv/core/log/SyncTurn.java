package dev.cairnkv.core.log;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may sync: one thread at a time. The others wait for what it brings, and are all woken at once
 * when it is done, since most of them have nothing left to do then.
 */
final class SyncTurn {
  private static final int MOST_YIELDS = 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<@Nullable Waiter> waiting = new AtomicReference<>();

  // Guarded by the lock.
  private int wokenLast;

  private record Waiter(Thread thread, @Nullable Waiter next, int count) {}

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
    enlist();
    // Again: whoever gives the turn back from now on wakes this thread.
    if (lock.tryLock()) {
      return true;
    }
    boolean interrupted = Thread.interrupted();
    LockSupport.park(this);
    if (interrupted || Thread.interrupted()) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /**
   * Lets those who were woken last, and are likely to come back with new writes, come before the
   * sync begins rather than right after. For the one who has the turn.
   */
  @SuppressWarnings("ThreadPriorityCheck") // where yielding does nothing, fewer share a sync
  void gather() {
    for (int i = 0; i < MOST_YIELDS && waitingCount() < wokenLast; i++) {
      Thread.yield();
    }
  }

  /** Gives the turn back. */
  void giveBack() {
    wokenLast = waitingCount();
    lock.unlock();
    for (Waiter next = waiting.getAndSet(null); next != null; next = next.next()) {
      LockSupport.unpark(next.thread());
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
