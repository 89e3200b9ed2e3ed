package dev.cairnkv.fs;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps interrupts away from channels. An interrupt closes the channel that the thread is using or
 * going to use, so the call must open its own: it is repeated from its beginning until no interrupt
 * hits it. The interrupted status is as the caller and those who interrupted want it at the end.
 */
final class Uninterruptible {

  private Uninterruptible() {}

  static <T extends @Nullable Object> T call(IoCall<T> call) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return call.run();
        } catch (ClosedByInterruptException | FileLockInterruptionException interruption) {
          interrupted = true;
          Thread.interrupted();
        }
      }
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
}
