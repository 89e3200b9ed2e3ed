package dev.cairnkv.core;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is mostly held for less time than putting a thread to sleep and waking it takes; so
 * it is tried for a while first.
 */
final class BriefLock {
  private static final int TRIES = 2_000;

  private final ReentrantLock lock = new ReentrantLock();

  void lock() {
    for (int i = 0; i < TRIES; i++) {
      if (!lock.isLocked() && lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
  }

  /** Takes the lock if nobody else has it. */
  boolean tryLock() {
    return lock.tryLock();
  }

  boolean isHeldByCurrentThread() {
    return lock.isHeldByCurrentThread();
  }

  void unlock() {
    lock.unlock();
  }
}
