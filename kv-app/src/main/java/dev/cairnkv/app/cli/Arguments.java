package dev.cairnkv.app.cli;

import dev.cairnkv.WriteOptions;
import dev.cairnkv.app.config.Units;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Turns arguments into bytes. */
final class Arguments {
  private static final String STANDARD_INPUT = "-";
  private static final char FILE_MARK = '@';
  private static final String NO_EXPIRY = "off";
  private static final char REPLACEMENT = '\uFFFD';

  private Arguments() {}

  /** Returns a key or value that stands on the command line itself. */
  static byte[] text(String what, String argument) {
    // The JVM decodes arguments before we see them, and puts this in place of what is not UTF-8.
    if (argument.indexOf(REPLACEMENT) >= 0) {
      throw new WrongUsageException(
          "the %s is not text in UTF-8; other bytes can be a value from a file or standard input,"
                  .formatted(what)
              + " and a key by 'kv import'");
    }
    return argument.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns a value: what standard input holds for {@code -}, what FILE holds for {@code @FILE},
   * else the text itself.
   */
  static byte[] value(String argument, InputStream standardInput, long maxBytes)
      throws IOException {
    if (argument.equals(STANDARD_INPUT)) {
      return bytes(standardInput, "standard input", maxBytes);
    }
    if (!argument.isEmpty() && argument.charAt(0) == FILE_MARK) {
      Path file = Path.of(argument.substring(1));
      try (InputStream source = SourceFile.open(file)) {
        return bytes(source, file.toString(), maxBytes);
      }
    }
    return text("value", argument);
  }

  /** Returns what {@code --ttl} says: a duration, or {@code off} for a record that does not end. */
  static WriteOptions expiring(String timeToLive) {
    if (timeToLive.equalsIgnoreCase(NO_EXPIRY)) {
      return WriteOptions.defaults();
    }
    try {
      return WriteOptions.expiringAfter(Units.duration(timeToLive));
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException("--ttl: " + e.getMessage());
    }
  }

  private static byte[] bytes(InputStream source, String name, long maxBytes) throws IOException {
    int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 8);
    byte[] bytes = source.readNBytes(limit);
    if (bytes.length == limit && source.read() >= 0) {
      throw new IOException(
          "%s has more than %d bytes, the size of a shard; nothing was written; use a larger"
                  .formatted(name, maxBytes)
              + " --shard-size");
    }
    return bytes;
  }
}
