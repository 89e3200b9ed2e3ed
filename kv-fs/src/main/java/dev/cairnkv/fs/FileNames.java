package dev.cairnkv.fs;

import dev.cairnkv.spi.ShardStorage;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in the directory of a store:
 *
 * <pre>
 * 00000001.shard      shard 1; ids have eight digits
 * manifest.cairn      the document "manifest"
 * index.checkpoint    the checkpoint
 * lock                held by the process that has the store open; it holds that one's process id
 * quarantine          a directory: shards that were moved aside, under their names. Those that came
 *                     later than one of the same name have a number: 00000001.shard.1
 * *.shard.tmp         what is being made; deleted by the next one to take the lock
 * *.cairn.tmp
 * index.checkpoint.tmp
 * </pre>
 *
 * <p>The checkpoint's name is none that a document can have.
 */
final class FileNames {

  static final String LOCK = "lock";
  static final String CHECKPOINT = "index.checkpoint";
  static final String QUARANTINE = "quarantine";

  private static final String TEMPORARY_SUFFIX = ".tmp";
  private static final int SHARD_DIGITS = 8;
  private static final Pattern SHARD = Pattern.compile("([0-9]{8})\\.shard");
  private static final Pattern DOCUMENT_NAME =
      Pattern.compile("[a-z]{1," + ShardStorage.MAX_DOCUMENT_NAME_LENGTH + "}");
  private static final Pattern DOCUMENT = Pattern.compile(DOCUMENT_NAME + "\\.cairn");

  private FileNames() {}

  static String ofShard(int id) {
    String digits = Integer.toString(id); // a format would look for locales in every jar
    return "0".repeat(Math.max(0, SHARD_DIGITS - digits.length())) + digits + ".shard";
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

  /** Returns another name for a file whose own is taken. */
  static String ofRepeated(String fileName, int number) {
    return fileName + "." + number;
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
    return fileName.equals(LOCK)
        || fileName.equals(QUARANTINE)
        || isContent(fileName)
        || isTemporary(fileName);
  }

  private static boolean isContent(String fileName) {
    return shardId(fileName).isPresent()
        || fileName.equals(CHECKPOINT)
        || DOCUMENT.matcher(fileName).matches();
  }
}
