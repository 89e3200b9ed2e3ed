package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.core.log.LogShard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shard as an inspection found it.
 *
 * @param id its id
 * @param shard the open shard, or null if nothing in it is of this store
 * @param state what is to become of it
 * @param damages what is damaged
 * @param tail the end of its last frame
 * @param lastSequence the sequence of that frame
 * @param tornBytes the bytes behind it that a crash left
 */
record InspectedShard(
    int id,
    @Nullable LogShard shard,
    State state,
    List<Damage> damages,
    long tail,
    long lastSequence,
    long tornBytes) {

  enum State {
    /** Sealed, and nothing is wrong. */
    SOUND,
    /** The newest, not sealed yet, and nothing is wrong. */
    UNSEALED,
    /** Begun before a crash, without a frame. */
    EMPTY,
    /** Something is wrong. */
    DAMAGED
  }
}
