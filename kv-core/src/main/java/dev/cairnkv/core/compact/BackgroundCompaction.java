package dev.cairnkv.core.compact;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KvException;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.TimerStats;
import dev.cairnkv.core.time.Timer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Has a store compacted in a thread of its own, when it is needed. */
public final class BackgroundCompaction implements AutoCloseable {
  private static final int LOOKS_PER_SHARD = 4;

  private final Surroundings in;
  private final Compactor compactor;
  private final boolean isOn;
  private final long lookBytes;
  private final RateLimit pace;
  private final boolean isLimited;
  private final Backpressure backpressure;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("cairn-compaction").factory());
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile long nextLookBytes;
  private volatile long failedAtBytes = -1;

  /** Begins, as far as the options say so. */
  public BackgroundCompaction(
      Surroundings in, Compactor compactor, CompactionOptions options, long shardSizeBytes) {
    this.in = in;
    this.compactor = compactor;
    this.isOn = options.background();
    this.lookBytes = shardSizeBytes / LOOKS_PER_SHARD;
    this.pace = new RateLimit(in.clock(), options.bytesPerSecond());
    this.isLimited = options.bytesPerSecond() != 0;
    this.backpressure =
        new Backpressure(
            in.log()::appendedBytes, shardSizeBytes, LockSupport::parkNanos, new Timer(in.clock()));
  }

  /** Returns whether writers should {@link #awaitProgress}, which takes no time to tell. */
  public boolean isBehind() {
    return backpressure.isOn();
  }

  /**
   * Has a writer wait a moment now and then, so that compaction keeps up. For a thread that does
   * not have the write turn.
   */
  public void awaitProgress() {
    backpressure.await();
  }

  /** Returns how long writers waited so that compaction keeps up. */
  public TimerStats waits() {
    return backpressure.timings();
  }

  /** Looks whether a compaction is needed, now and then. For the thread that has the write turn. */
  public void afterWrite() {
    if (isOn && isLookDue()) {
      look(Need.SPACE);
    }
  }

  /**
   * Gains what can be gained where there is no room for another shard. For the thread that has the
   * write turn.
   */
  public void afterFull() {
    if (isOn && in.log().appendedBytes() != failedAtBytes) {
      look(Need.ANY);
    }
  }

  /** Has the next write look again, if shards were missed that may go by now. */
  public void afterUnpin() {
    if (compactor.takeHeldBack()) {
      failedAtBytes = -1;
      nextLookBytes = 0;
    }
  }

  /** Lets nothing begin, and ends what is under way. */
  public void pause() {
    pace.pause();
    backpressure.release();
  }

  /** Takes back {@link #pause}. For the thread that has the write turn. */
  public void resume() {
    pace.resume();
    if (isOn) {
      look(Need.SPACE);
    }
  }

  private boolean isLookDue() {
    return in.log().appendedBytes() >= nextLookBytes;
  }

  private void look(Need need) {
    if (!pace.isStopped() && scheduled.compareAndSet(false, true)) {
      executor.execute(() -> runUntilNoneIsDue(need));
    }
  }

  private void runUntilNoneIsDue(Need first) {
    run(first);
    // Whoever found it scheduled meanwhile has not had it scheduled again.
    while (isLookDue() && !pace.isStopped() && scheduled.compareAndSet(false, true)) {
      run(Need.SPACE);
    }
  }

  private void run(Need need) {
    nextLookBytes = in.log().appendedBytes() + lookBytes;
    try {
      var _ =
          compactor.run(
              pace, need, BackgroundCompaction::inAThread, this::looked, backpressure::release);
    } catch (StoreClosedException _) {
      return; // what is not done yet, the next process does
    } catch (KvException e) {
      failedAtBytes = in.log().appendedBytes();
      in.events().tell(new StoreEvent.CompactionFailed(e));
    } finally {
      backpressure.ended();
      scheduled.set(false);
    }
  }

  private static void inAThread(Runnable removal) {
    var _ = Thread.ofPlatform().daemon().name("cairn-removal").start(removal);
  }

  /** Writers wait only for what may go as fast as it can, and only where it has room. */
  private void looked(List<ShardSpace> shards) {
    if (isLimited || pace.isStopped() || in.log().lacksRoom()) {
      backpressure.release();
    } else {
      backpressure.looked(shards);
    }
  }

  /** Returns when nothing is moved any more, also by those who asked for it. */
  @Override
  public void close() {
    pace.stop();
    backpressure.release();
    executor.close();
    compactor.awaitEnd();
  }
}
