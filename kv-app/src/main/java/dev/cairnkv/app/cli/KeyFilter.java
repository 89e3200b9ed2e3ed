package dev.cairnkv.app.cli;

import dev.cairnkv.app.transfer.WrongUsageException;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** The options that say which keys are meant, and how many. */
final class KeyFilter {

  @Option(names = "--prefix", paramLabel = "P", description = "Only keys that begin with this.")
  private String prefix = "";

  @Option(names = "--limit", paramLabel = "N", description = "At most this many.")
  private long limit = Long.MAX_VALUE;

  /** What is left of the limit. */
  final class Taking {
    private final byte[] prefixBytes = Arguments.text("prefix", prefix);
    private long taken;

    /** Returns whether no further key is wanted. */
    boolean isDone() {
      return taken >= limit;
    }

    /** Returns whether a key is wanted, and counts it if so. */
    boolean takes(byte[] key) {
      boolean matches =
          key.length >= prefixBytes.length
              && Arrays.equals(key, 0, prefixBytes.length, prefixBytes, 0, prefixBytes.length);
      if (!matches || isDone()) {
        return false;
      }
      taken++;
      return true;
    }
  }

  /** Returns a count that begins. */
  Taking begin() {
    if (limit < 0) {
      throw new WrongUsageException("--limit: expected 0 or more, found " + limit);
    }
    return new Taking();
  }
}
