package dev.cairnkv.fs;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Keeps interrupts away from channels. An interrupt closes the channel that the thread is using or
 * going to use, so a call must open its own: should an interrupt hit it, it is repeated from its
 * beginning on a thread that nobody interrupts. Repeating it on the same thread would never end if
 * interrupts came faster than it takes. The interrupted status is pending at the end if it was at
 * the beginning or an interrupt came.
 *
 * <p>An interrupt may hide a failure of the first attempt. So a call writes itself what it syncs: a
 * sync alone might succeed the second time although the data is lost. Directories may be synced all
 * the same, since a file system that loses names stops.
 */
final class Uninterruptible {

  private Uninterruptible() {}

  static <T extends @Nullable Object> T call(IoCall<T> call) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return call.run();
    } catch (ClosedByInterruptException | FileLockInterruptionException interruption) {
      interrupted = true;
      return callElsewhere(call);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static void run(IoCall.Action action) throws IOException {
    Uninterruptible.<@Nullable Void>call(
        () -> {
          action.run();
          return null;
        });
  }

  private static <T extends @Nullable Object> T callElsewhere(IoCall<T> call) throws IOException {
    FutureTask<T> task = new FutureTask<>(call::run);
    Thread.ofPlatform().name("cairn-uninterruptible").daemon().start(task);
    while (true) {
      try {
        return task.get();
      } catch (InterruptedException another) {
        // The status is set when the call is done.
      } catch (ExecutionException failure) {
        switch (failure.getCause()) {
          case IOException cause -> throw cause;
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          case null, default -> throw new AssertionError("no call throws this", failure);
        }
      }
    }
  }
}
