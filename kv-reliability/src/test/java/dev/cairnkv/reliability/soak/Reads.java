package dev.cairnkv.reliability.soak;

import java.util.concurrent.Semaphore;

/** Lets readers read so much for each operation of a writer, so that they leave it some time. */
final class Reads {
  private static final int FOR_AN_OPERATION = 3;
  private static final int AT_ONCE = 30;
  private static final int MOST_WAITING = 3000;

  private final Semaphore permits = new Semaphore(0);
  private volatile boolean ended;

  /** Takes note of an operation. */
  void afterOperation() {
    if (permits.availablePermits() < MOST_WAITING) {
      permits.release(FOR_AN_OPERATION);
    }
  }

  /** Waits until there is something to read. Returns how much, or 0 if there is no more to come. */
  int next() {
    permits.acquireUninterruptibly(AT_ONCE);
    return ended ? 0 : AT_ONCE;
  }

  /** Ends so many readers. */
  void end(int readers) {
    ended = true;
    permits.release(readers * AT_ONCE);
  }
}
