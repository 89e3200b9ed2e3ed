package dev.cairnkv.core.manifest;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.ShardStorage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says that a repair is under way. It is there before the first change and goes after the last;
 * what is to be done if it is found says {@link #decided}.
 *
 * @param decided whether the new shards are complete: then the rest of the repair is to be done. If
 *     not, they are to be deleted, and there was no repair
 * @param firstNewShardId the id from which on shards are the repair's
 * @param movedShardIds the shards that go into quarantine
 * @param retiredShardIds all ids that are retired from then on
 * @param unsealed the shard that is to be sealed, or null if there is none
 */
public record RepairMark(
    boolean decided,
    int firstNewShardId,
    List<Integer> movedShardIds,
    List<Integer> retiredShardIds,
    @Nullable Unsealed unsealed) {
  /** The name of the document. */
  public static final String NAME = "repair";

  private static final String DECIDED = "decided";
  private static final String FIRST_NEW = "first-new-shard";
  private static final String MOVED = "moved";
  private static final String RETIRED = "retired";
  private static final String UNSEALED = "unsealed";

  /**
   * A shard that is intact and not sealed.
   *
   * @param shardId its id
   * @param tail the end of its last frame
   * @param lastSequence the sequence of that frame
   */
  public record Unsealed(int shardId, long tail, long lastSequence) {}

  /** Returns the same as it is once the new shards are complete. */
  public RepairMark decide() {
    return new RepairMark(true, firstNewShardId, movedShardIds, retiredShardIds, unsealed);
  }

  /** Returns the bytes of the document. */
  public byte[] encode() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(DECIDED, Boolean.toString(decided));
    fields.put(FIRST_NEW, Integer.toString(firstNewShardId));
    fields.put(MOVED, IdRanges.text(movedShardIds));
    fields.put(RETIRED, IdRanges.text(retiredShardIds));
    fields.put(
        UNSEALED,
        unsealed == null
            ? ""
            : unsealed.shardId() + "," + unsealed.tail() + "," + unsealed.lastSequence());
    return new TextDocument(fields).encode();
  }

  /**
   * Reads the document, or returns null if there is none.
   *
   * @throws WrongFormatException if it is damaged
   */
  public static @Nullable RepairMark read(ShardStorage storage) {
    byte[] bytes = storage.readDocument(NAME);
    if (bytes == null) {
      return null;
    }
    String document = "the mark of an unfinished repair of " + storage.location();
    TextDocument text = TextDocument.decode(bytes, document);
    try {
      List<Long> unsealed = split(text.value(UNSEALED, document));
      return new RepairMark(
          Boolean.parseBoolean(text.value(DECIDED, document)),
          Integer.parseInt(text.value(FIRST_NEW, document)),
          List.copyOf(IdRanges.parse(text.value(MOVED, document))),
          List.copyOf(IdRanges.parse(text.value(RETIRED, document))),
          unsealed.isEmpty()
              ? null
              : new Unsealed(Math.toIntExact(unsealed.get(0)), unsealed.get(1), unsealed.get(2)));
    } catch (NumberFormatException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new WrongFormatException(document + " has a field that cannot be read", e);
    }
  }

  private static List<Long> split(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(part -> !part.isEmpty())
        .map(Long::valueOf)
        .toList();
  }
}
