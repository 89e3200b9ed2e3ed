package dev.cairnkv.core.compact;

import dev.cairnkv.spi.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A pace of so many bytes a second that can be told to stop. Safe for use by many threads. */
final class RateLimit implements Pace {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;
  private final long bytesPerSecond;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean paused;
  private volatile boolean ended;

  // Guarded by the lock.
  private long nextNanos;

  /** Makes a limit; zero is none. */
  RateLimit(Clock clock, long bytesPerSecond) {
    this.clock = clock;
    this.bytesPerSecond = bytesPerSecond;
  }

  @Override
  public boolean allows(long bytes) {
    if (bytesPerSecond == 0 || bytes == 0) {
      return !isStopped();
    }
    lock.lock();
    try {
      nextNanos =
          Math.max(nextNanos, clock.nanoTime())
              + (long) (bytes * NANOS_PER_SECOND / bytesPerSecond);
      long waitNanos = nextNanos - clock.nanoTime();
      while (waitNanos > 0 && !isStopped()) {
        waitNanos = changed.awaitNanos(waitNanos);
      }
      return !isStopped();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  boolean isStopped() {
    return paused || ended;
  }

  void pause() {
    set(() -> paused = true);
  }

  void resume() {
    set(() -> paused = false);
  }

  /** Stops for good. */
  void stop() {
    set(() -> ended = true);
  }

  private void set(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
