package dev.cairnkv.core.manifest;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.ShardStorage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says, in the target of a backup, that the backup is under way. It is there before the first
 * change and goes after the last; what is to be done if it is found says {@link #decided}.
 *
 * @param decided whether everything is there that the new backup needs: then the rest is to be
 *     done. If not, what was added is to be taken away, and there is the former backup
 * @param first whether there is no former backup
 * @param addedShardIds the shards that the former backup has not
 * @param removedShardIds the shards that the new backup has not
 * @param retiredShardIds all ids that are retired from then on
 * @param clean the clean mark of the new backup
 */
public record BackupMark(
    boolean decided,
    boolean first,
    List<Integer> addedShardIds,
    List<Integer> removedShardIds,
    List<Integer> retiredShardIds,
    CleanMark clean) {
  /** The name of the document. */
  public static final String NAME = "backup";

  private static final String DECIDED = "decided";
  private static final String FIRST = "first";
  private static final String ADDED = "added";
  private static final String REMOVED = "removed";
  private static final String RETIRED = "retired";
  private static final String STORE_ID = "store-id";
  private static final String ACTIVE_SHARD = "active-shard";
  private static final String TAIL = "tail";
  private static final String NEXT_SEQUENCE = "next-sequence";
  private static final String EPOCH_MILLIS = "epoch-millis";

  /** Returns the same as it is once everything is there. */
  public BackupMark decide() {
    return new BackupMark(true, first, addedShardIds, removedShardIds, retiredShardIds, clean);
  }

  /** Returns the bytes of the document. */
  public byte[] encode() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(DECIDED, Boolean.toString(decided));
    fields.put(FIRST, Boolean.toString(first));
    fields.put(ADDED, IdRanges.text(addedShardIds));
    fields.put(REMOVED, IdRanges.text(removedShardIds));
    fields.put(RETIRED, IdRanges.text(retiredShardIds));
    fields.put(STORE_ID, clean.storeId().toString());
    fields.put(ACTIVE_SHARD, Integer.toString(clean.activeShardId()));
    fields.put(TAIL, Long.toString(clean.tail()));
    fields.put(NEXT_SEQUENCE, Long.toString(clean.nextSequence()));
    fields.put(EPOCH_MILLIS, Long.toString(clean.epochMillis()));
    return new TextDocument(fields).encode();
  }

  /**
   * Reads the document, or returns null if there is none.
   *
   * @throws WrongFormatException if it is damaged
   */
  public static @Nullable BackupMark read(ShardStorage storage) {
    byte[] bytes = storage.readDocument(NAME);
    if (bytes == null) {
      return null;
    }
    String document = "the mark of an unfinished backup in " + storage.location();
    TextDocument text = TextDocument.decode(bytes, document);
    try {
      return new BackupMark(
          Boolean.parseBoolean(text.value(DECIDED, document)),
          Boolean.parseBoolean(text.value(FIRST, document)),
          List.copyOf(IdRanges.parse(text.value(ADDED, document))),
          List.copyOf(IdRanges.parse(text.value(REMOVED, document))),
          List.copyOf(IdRanges.parse(text.value(RETIRED, document))),
          new CleanMark(
              UUID.fromString(text.value(STORE_ID, document)),
              Integer.parseInt(text.value(ACTIVE_SHARD, document)),
              Long.parseLong(text.value(TAIL, document)),
              Long.parseLong(text.value(NEXT_SEQUENCE, document)),
              Long.parseLong(text.value(EPOCH_MILLIS, document))));
    } catch (IllegalArgumentException e) {
      throw new WrongFormatException(document + " has a field that cannot be read", e);
    }
  }
}
