package dev.cairnkv.core.manifest;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.ShardStorage;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The ids of shards that are rightly gone. An id is noted here before its shard goes; the id of any
 * other shard that is not there is that of a missing one.
 *
 * @param ids the ids
 */
public record RetiredShards(NavigableSet<Integer> ids) {
  /** The name of the document. */
  public static final String NAME = "retired";

  private static final String SHARDS = "shards";

  /** Reads the document, which need not be there. */
  public static RetiredShards read(ShardStorage storage) {
    byte[] bytes = storage.readDocument(NAME);
    if (bytes == null) {
      return new RetiredShards(new TreeSet<>());
    }
    String document = "the list of retired shards of " + storage.location();
    String list = TextDocument.decode(bytes, document).value(SHARDS, document);
    try {
      return new RetiredShards(IdRanges.parse(list));
    } catch (NumberFormatException e) {
      throw new WrongFormatException(document + " has a field that cannot be read", e);
    }
  }

  /** Returns these ids and one more. */
  public RetiredShards with(int id) {
    NavigableSet<Integer> more = new TreeSet<>(ids);
    more.add(id);
    return new RetiredShards(more);
  }

  /** Returns the bytes of the document. */
  public byte[] encode() {
    return new TextDocument(Map.of(SHARDS, IdRanges.text(ids))).encode();
  }
}
