package dev.cairnkv.core.manifest;

import dev.cairnkv.WrongFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Says that the store was shut down cleanly, and where writing goes on. It is removed before the
 * first write after that.
 *
 * @param storeId the id of the store
 * @param activeShardId the shard to go on in, or 0 if a new one is to be begun
 * @param tail the end of the last frame in that shard
 * @param nextSequence the sequence of the next record
 * @param epochMillis the time of the store when it was shut down
 */
public record CleanMark(
    UUID storeId, int activeShardId, long tail, long nextSequence, long epochMillis) {
  /** The name of the document. */
  public static final String NAME = "clean";

  private static final String STORE_ID = "store-id";
  private static final String ACTIVE_SHARD = "active-shard";
  private static final String TAIL = "tail";
  private static final String NEXT_SEQUENCE = "next-sequence";
  private static final String EPOCH_MILLIS = "epoch-millis";

  // Marks were written without a time once.
  private static final String NO_TIME = Long.toString(Long.MIN_VALUE);

  /** Returns the bytes of the document. */
  public byte[] encode() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(STORE_ID, storeId.toString());
    fields.put(ACTIVE_SHARD, Integer.toString(activeShardId));
    fields.put(TAIL, Long.toString(tail));
    fields.put(NEXT_SEQUENCE, Long.toString(nextSequence));
    fields.put(EPOCH_MILLIS, Long.toString(epochMillis));
    return new TextDocument(fields).encode();
  }

  /**
   * Reads the document.
   *
   * @throws WrongFormatException if it is damaged
   */
  public static CleanMark decode(byte[] bytes, String location) {
    String document = "the clean mark of " + location;
    TextDocument text = TextDocument.decode(bytes, document);
    try {
      return new CleanMark(
          UUID.fromString(text.value(STORE_ID, document)),
          Integer.parseInt(text.value(ACTIVE_SHARD, document)),
          Long.parseLong(text.value(TAIL, document)),
          Long.parseLong(text.value(NEXT_SEQUENCE, document)),
          Long.parseLong(text.fields().getOrDefault(EPOCH_MILLIS, NO_TIME)));
    } catch (IllegalArgumentException e) {
      throw new WrongFormatException(document + " has a field that cannot be read", e);
    }
  }
}
