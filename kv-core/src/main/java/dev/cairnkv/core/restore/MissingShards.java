package dev.cairnkv.core.restore;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.checkpoint.CheckpointHead;
import dev.cairnkv.core.frame.Seal;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.spi.ShardStorage;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Notices shards that should be there and are not. Ids have no gaps, but for retired shards.
 *
 * @param storage where the shards are
 * @param retired the ids of those that are rightly gone
 */
record MissingShards(ShardStorage storage, NavigableSet<Integer> retired) {

  static MissingShards read(ShardStorage storage) {
    return new MissingShards(storage, RetiredShards.read(storage).ids());
  }

  /** Refuses a store that has newer shards than one that is missing. */
  void requireNoGap() {
    int expected = 1;
    for (int id : storage.shardIds()) {
      while (expected < id) {
        if (!retired.contains(expected)) {
          throw missing(expected, storage);
        }
        expected++;
      }
      expected = id + 1;
    }
  }

  /** Refuses a store of which a shard with records is missing that its checkpoint names. */
  void requireNamed(CheckpointHead head) {
    Set<Integer> ids = new HashSet<>(storage.shardIds());
    for (CheckpointHead.ShardState state : head.shards()) {
      int id = state.header().shardId();
      boolean hasRecords = state.tail() > ShardHeaderDescriptor.LENGTH;
      if (hasRecords && !ids.contains(id) && !retired.contains(id)) {
        throw missing(id, storage);
      }
    }
  }

  /** Returns whether a shard is rightly gone. */
  boolean isRetired(int id) {
    return retired.contains(id);
  }

  /** Refuses a store whose newest shard says that there was a newer one. */
  void requireSuccessor(ShardTable shards) {
    List<LogShard> all = shards.all();
    Seal seal = all.isEmpty() ? null : all.getLast().findSeal();
    if (seal != null
        && seal.successor() > all.getLast().id()
        && !retired.contains(seal.successor())) {
      throw missing(seal.successor(), storage);
    }
  }

  /** Returns the id of the next new shard. */
  int nextShardId() {
    List<Integer> ids = storage.shardIds();
    int newest = ids.isEmpty() ? 0 : ids.getLast();
    return Math.max(newest, retired.isEmpty() ? 0 : retired.last()) + 1;
  }

  static WrongFormatException missing(int id, ShardStorage storage) {
    return new WrongFormatException(
        "shard %d of %s is missing; bring it back, or give up its records with repair"
            .formatted(id, storage.location()));
  }
}
