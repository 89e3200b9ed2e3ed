package dev.cairnkv.fs;

import dev.cairnkv.spi.ShardStorage;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in the directory of a store:
 *
 * <pre>
 * 00000001.shard      shard 1; ids have eight digits
 * manifest.cairn      the document "manifest"
 * lock                held by the process that has the store open; it holds that one's process id
 * *.shard.tmp         a shard or document being made; deleted by the next one to take the lock
 * *.cairn.tmp
 * </pre>
 */
final class FileNames {

  static final String LOCK = "lock";

  private static final String TEMPORARY_SUFFIX = ".tmp";
  private static final Pattern SHARD = Pattern.compile("([0-9]{8})\\.shard");
  private static final Pattern DOCUMENT_NAME =
      Pattern.compile("[a-z]{1," + ShardStorage.MAX_DOCUMENT_NAME_LENGTH + "}");
  private static final Pattern DOCUMENT = Pattern.compile(DOCUMENT_NAME + "\\.cairn");

  private FileNames() {}

  static String ofShard(int id) {
    return String.format(Locale.ROOT, "%08d.shard", id);
  }

  /**
   * Returns the name of the file that holds a document.
   *
   * @throws IllegalArgumentException if no document may have that name
   */
  static String ofDocument(String name) {
    if (!DOCUMENT_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a document must match " + DOCUMENT_NAME + ", but is \"" + name + "\"");
    }
    return name + ".cairn";
  }

  static String ofTemporary(String fileName) {
    return fileName + TEMPORARY_SUFFIX;
  }

  /** Returns the id of the shard that a file of this name holds, if it is the name of a shard. */
  static OptionalInt shardId(String fileName) {
    Matcher matcher = SHARD.matcher(fileName);
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int id = Integer.parseInt(matcher.group(1));
    return isShardId(id) ? OptionalInt.of(id) : OptionalInt.empty();
  }

  static boolean isShardId(int id) {
    return id >= 1 && id <= ShardStorage.MAX_SHARD_ID;
  }

  static boolean isTemporary(String fileName) {
    return fileName.endsWith(TEMPORARY_SUFFIX)
        && isContent(fileName.substring(0, fileName.length() - TEMPORARY_SUFFIX.length()));
  }

  static boolean isKnown(String fileName) {
    return fileName.equals(LOCK) || isContent(fileName) || isTemporary(fileName);
  }

  private static boolean isContent(String fileName) {
    return shardId(fileName).isPresent() || DOCUMENT.matcher(fileName).matches();
  }
}
