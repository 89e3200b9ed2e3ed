package dev.cairnkv.core.backup;

import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.spi.ShardStorage;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * A store as of one moment. Its shards stay as long as this is used.
 *
 * @param storage where it is
 * @param manifest its manifest
 * @param shards its shards, by id
 * @param retired the ids that are retired
 * @param clean the clean mark that a shutdown at that moment would leave
 * @param mayShare whether the target may share shards with it
 */
public record BackupSource(
    ShardStorage storage,
    Manifest manifest,
    List<SourceShard> shards,
    NavigableSet<Integer> retired,
    CleanMark clean,
    boolean mayShare) {

  /** Returns the shard of an id, or null if there is none. */
  @Nullable SourceShard find(int id) {
    return shards.stream().filter(shard -> shard.id() == id).findFirst().orElse(null);
  }

  /** Returns the sequence of the first record behind a shard. */
  long nextSequence(SourceShard shard) {
    return shards.stream()
        .filter(other -> other.id() > shard.id())
        .findFirst()
        .map(other -> other.shard().header().baseSequence())
        .orElse(clean.nextSequence());
  }
}
