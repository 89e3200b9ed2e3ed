package dev.cairnkv.app.cli;

import dev.cairnkv.Scan;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which keys are meant, in which order, and how many. */
final class KeyFilter {

  @Option(names = "--prefix", paramLabel = "P", description = "Only keys that begin with this.")
  private String prefix = "";

  @Option(
      names = "--from",
      paramLabel = "KEY",
      description = "Only this key and those behind it, byte by byte.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "KEY",
      description = "Only this key and those before it, byte by byte.")
  private @Nullable String to;

  @Option(names = "--reverse", description = "The last key first; needs --ordered true.")
  private boolean reverse;

  @Option(names = "--limit", paramLabel = "N", description = "At most this many.")
  private long limit = Long.MAX_VALUE;

  /** What is left of the limit. */
  final class Taking {
    private final byte[] prefixBytes = Arguments.text("prefix", prefix);
    private final byte @Nullable [] fromBytes = from == null ? null : Arguments.text("from", from);
    private final byte @Nullable [] toBytes = to == null ? null : Arguments.text("to", to);
    private long taken;

    /** Returns what is wanted of a store that keeps its keys in order. */
    Scan<byte[]> scan() {
      Scan<byte[]> scan = Scan.withPrefix(prefixBytes);
      scan = fromBytes == null ? scan : scan.from(fromBytes);
      scan = toBytes == null ? scan : scan.to(toBytes);
      return reverse ? scan.descending() : scan;
    }

    /** Returns whether no further key is wanted. */
    boolean isDone() {
      return taken >= limit;
    }

    /** Returns whether a key is wanted, and counts it if so. */
    boolean takes(byte[] key) {
      boolean matches =
          key.length >= prefixBytes.length
              && Arrays.equals(key, 0, prefixBytes.length, prefixBytes, 0, prefixBytes.length)
              && (fromBytes == null || Arrays.compareUnsigned(key, fromBytes) >= 0)
              && (toBytes == null || Arrays.compareUnsigned(key, toBytes) <= 0);
      if (!matches || isDone()) {
        return false;
      }
      taken++;
      return true;
    }
  }

  /**
   * Returns a count that begins.
   *
   * @param ordered whether the store keeps its keys in order
   */
  Taking begin(boolean ordered) {
    if (limit < 0) {
      throw new WrongUsageException("--limit: expected 0 or more, found " + limit);
    }
    if (reverse && !ordered) {
      throw new WrongUsageException(
          "--reverse: keys come in no particular order; add --ordered true, or set ordered = true");
    }
    return new Taking();
  }
}
