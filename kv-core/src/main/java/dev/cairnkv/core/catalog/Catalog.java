package dev.cairnkv.core.catalog;

import dev.cairnkv.Damage;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.index.IndexSnapshot;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardTable;
import java.util.function.LongConsumer;

/**
 * The latest record of every key. Looking up is for any number of threads, writing for one at a
 * time.
 */
public final class Catalog {
  private final Index index;
  private final ShardTable shards;
  private final LongConsumer release = this::release;
  private volatile long doubtBelow = Location.NONE;
  private volatile boolean mayExpire;

  /**
   * Makes a catalog.
   *
   * @param index where the latest records are
   * @param shards the shards they are in
   */
  public Catalog(Index index, ShardTable shards) {
    this.index = index;
    this.shards = shards;
  }

  /** Returns the index. */
  public Index index() {
    return index;
  }

  /** Returns the shards. */
  public ShardTable shards() {
    return shards;
  }

  /** Returns the location of the latest known record of a key, or {@link Location#NONE}. */
  public long find(Fingerprint fingerprint) {
    return index.get(fingerprint);
  }

  /** Returns whether the shard of a location is open, and was not removed. */
  public boolean isThere(long location) {
    return shards.find(Location.shardId(location)) != null;
  }

  /** Makes the frame at {@code location} the latest record of its key. */
  public void publish(Fingerprint fingerprint, long location) {
    settleBefore(fingerprint);
    shards.get(Location.shardId(location)).addLive(location);
    index.defer(fingerprint, location);
  }

  private void settleBefore(Fingerprint fingerprint) {
    if (index.mustSettleBefore(fingerprint)) {
      settle();
    }
  }

  /**
   * Fills the slots of the records published last, which is put off until there are some, and no
   * longer counts as live what they replaced. Nobody sees any other difference.
   */
  public void settle() {
    index.settle(release);
  }

  /** Returns what the index holds now; see {@link Index#snapshot}. */
  public IndexSnapshot snapshot() {
    settle();
    return index.snapshot();
  }

  /** Says that the frames at these locations, where there are any, are of a broken batch. */
  public void markBrokenBatch(long[] locations) {
    for (long location : locations) {
      LogShard shard = location == Location.NONE ? null : shards.find(Location.shardId(location));
      if (shard != null) {
        shard.markBrokenBatch();
      }
    }
  }

  /** Forgets the key, if it is there. */
  public void forget(Fingerprint fingerprint) {
    settleBefore(fingerprint);
    release(index.remove(fingerprint));
  }

  /**
   * Returns the end of the last damage that may hide a later record of any key: records below it,
   * and keys without a record, are not known to be the latest. {@link Location#NONE} if there is no
   * such damage.
   */
  public long doubtBelow() {
    return doubtBelow;
  }

  /** Says that there is damage up to {@code location} that may hide a record of any key. */
  public void doubtBelow(long location) {
    if (Long.compareUnsigned(location, doubtBelow) > 0) {
      doubtBelow = location;
    }
  }

  /** Takes note of damage: of which keys, may not be known. */
  public void doubt(Damage damage) {
    if (!damage.keysKnown()) {
      doubtBelow(Location.pack(damage.shardId(), damage.offset() + damage.length(), 0));
    }
  }

  /** Returns whether some record may have an expiry. */
  public boolean mayExpire() {
    return mayExpire;
  }

  /** Says that a record has an expiry; this comes before it is published. */
  public void noteExpiry() {
    if (!mayExpire) {
      mayExpire = true;
    }
  }

  /** Whether damage may hide a later record of a key whose latest known record is given. */
  public boolean isDoubtful(long location) {
    return Long.compareUnsigned(location, doubtBelow) < 0;
  }

  /** No longer counts as live what was replaced, if there was something. */
  public void release(long location) {
    if (location != Location.NONE) {
      shards.get(Location.shardId(location)).removeLive(location);
    }
  }
}
