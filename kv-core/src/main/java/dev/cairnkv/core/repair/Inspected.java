package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.repair.SequenceGaps.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection found.
 *
 * @param documents what the store says about itself
 * @param inventory its shards, which this keeps open
 * @param shards what was found in them
 * @param words the latest words about the keys
 * @param gaps where records are missing
 * @param missing the ids of missing shards
 * @param nextSequence the sequence of the next record
 * @param frames the number of intact frames
 * @param bytes their bytes
 */
record Inspected(
    StoreDocuments documents,
    ShardInventory inventory,
    List<InspectedShard> shards,
    Words words,
    List<Gap> gaps,
    NavigableSet<Integer> missing,
    long nextSequence,
    long frames,
    long bytes)
    implements AutoCloseable {

  /** Returns the open shard of an id, or null if there is none. */
  @Nullable LogShard shard(int id) {
    return inventory.shards().get(id);
  }

  long tornBytes() {
    return shards.stream().mapToLong(InspectedShard::tornBytes).sum();
  }

  /** Returns whether a shard is damaged or missing. */
  boolean isDamaged() {
    return !missing.isEmpty()
        || shards.stream().anyMatch(shard -> shard.state() == InspectedShard.State.DAMAGED);
  }

  /** Returns all that is damaged or missing, by place. */
  List<Damage> damages() {
    List<Damage> damages = new ArrayList<>(documents.damages());
    for (int id : missing) {
      damages.add(new Damage(id, 0, 0, "the shard is missing", false));
    }
    shards.forEach(shard -> damages.addAll(shard.damages()));
    return damages;
  }

  @Override
  public void close() {
    inventory.close();
  }
}
