package dev.cairnkv.reliability.soak;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Lets writers go on, holds them all up for a while, and ends them. */
final class Gate {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private volatile boolean closed;

  /** Does one operation of a writer. Returns false if there are to be no more. */
  boolean pass(Runnable operation) {
    lock.readLock().lock();
    try {
      if (!closed) {
        operation.run();
      }
      return !closed;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Does something while no writer is in an operation. */
  <T> T holdUp(Callable<T> action) throws Exception {
    lock.writeLock().lock();
    try {
      return action.call();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Lets nobody pass any more. */
  void close() {
    closed = true;
  }
}
