package dev.cairnkv.core.compact;

import dev.cairnkv.core.log.LogShard;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The removal of a shard while the next one is being moved: most of a removal is waiting for the
 * device. There is one at a time, and none begins unless the one before has come to a good end. For
 * one thread.
 */
final class PendingRemoval {
  private final Removal removal;
  private @Nullable LogShard shard;
  private FutureTask<Boolean> task = new FutureTask<>(() -> true);

  PendingRemoval(Removal removal) {
    this.removal = removal;
  }

  /** Returns whether it is this shard that is to be gone soon. */
  boolean isOf(LogShard shard) {
    return this.shard == shard;
  }

  /** Returns whether there is a shard that is to be gone soon. */
  boolean isThere() {
    return shard != null;
  }

  /**
   * Begins to remove a shard, once the one before is gone.
   *
   * @param executor runs it, here or in another thread; what it does not run, {@link #await} does
   * @return false if it is known already that it stays, or the one before does, so that nothing has
   *     begun
   */
  boolean begin(LogShard shard, Executor executor) {
    if (!await()) {
      return false;
    }
    this.shard = shard;
    task = new FutureTask<>(() -> removal.remove(shard));
    executor.execute(task);
    return !task.isDone() || await();
  }

  /**
   * Returns when no shard is being removed any more, or throws what went wrong.
   *
   * @return false if the last one stays after all
   */
  boolean await() {
    try {
      task.run(); // unless it was run, or is being run
      return get(task);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new AssertionError("a removal throws nothing else", e);
      }
    } finally {
      shard = null;
      task = new FutureTask<>(() -> true);
    }
  }

  /** The same after a failure, which is told instead of what goes wrong here. */
  void awaitAfter(Throwable failure) {
    try {
      var _ = await();
    } catch (Throwable e) {
      failure.addSuppressed(e);
    }
  }

  /** An interrupt must not leave behind what is under way. */
  private static boolean get(FutureTask<Boolean> task) throws ExecutionException {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
