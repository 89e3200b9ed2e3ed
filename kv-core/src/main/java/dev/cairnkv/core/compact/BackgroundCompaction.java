package dev.cairnkv.core.compact;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KvException;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has a store compacted in a thread of its own, when it is needed. */
public final class BackgroundCompaction implements AutoCloseable {
  private static final int LOOKS_PER_SHARD = 4;

  private final Surroundings in;
  private final Compactor compactor;
  private final boolean isOn;
  private final long lookBytes;
  private final RateLimit pace;
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
      var _ = compactor.run(pace, need);
    } catch (StoreClosedException _) {
      return; // what is not done yet, the next process does
    } catch (KvException e) {
      failedAtBytes = in.log().appendedBytes();
      in.events().tell(new StoreEvent.CompactionFailed(e));
    } finally {
      scheduled.set(false);
    }
  }

  /** Returns when nothing is moved any more, also by those who asked for it. */
  @Override
  public void close() {
    pace.stop();
    executor.close();
    compactor.awaitEnd();
  }
}
