package dev.cairnkv.core.compact;

import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.manifest.RetiredShards;
import org.jspecify.annotations.Nullable;

/** Removes shards of which nothing is needed any more. For one thread. */
final class Removal {
  private final Surroundings in;
  private final Tally tally;
  private @Nullable RetiredShards retired;
  private int undeletedId;

  Removal(Surroundings in, Tally tally) {
    this.in = in;
    this.tally = tally;
  }

  /**
   * Removes a shard, in an order in which it may end at any moment.
   *
   * @return false if it is pinned; who pins after the index named something in it the last time
   *     does so between checkpoints, or does not need it
   */
  boolean remove(LogShard shard) {
    ShardLog log = in.log();
    log.requireWritable();
    log.sync(log.lastSequence());
    return in.checkpoints().betweenCheckpoints(() -> removeUnlessPinned(shard));
  }

  private boolean removeUnlessPinned(LogShard shard) {
    if (in.catalog().shards().pins().isPinned(shard.id())) {
      return false;
    }
    note(shard.id());
    // Readers take no lock. Who comes too late finds no shard, or a closed one, and looks the
    // record up again.
    in.turn().take(() -> in.catalog().shards().remove(shard.id()));
    long sizeBytes = shard.sizeBytes();
    shard.close();
    undeletedId = shard.id();
    finish();
    in.log().roomMayBeBack();
    tally.removed(sizeBytes);
    return true;
  }

  /**
   * Deletes what could not be deleted before. Until then nothing else goes: a tombstone must not go
   * before the record that it hides.
   */
  void finish() {
    if (undeletedId != 0 && in.storage().shardIds().contains(undeletedId)) {
      in.storage().deleteShard(undeletedId);
    }
    undeletedId = 0;
  }

  private void note(int id) {
    RetiredShards before = retired == null ? RetiredShards.read(in.storage()) : retired;
    retired = before;
    if (!before.ids().contains(id)) {
      RetiredShards after = before.with(id);
      in.storage().writeDocument(RetiredShards.NAME, after.encode());
      retired = after;
    }
  }
}
