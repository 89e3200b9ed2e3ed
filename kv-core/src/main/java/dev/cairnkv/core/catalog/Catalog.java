package dev.cairnkv.core.catalog;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.ShardTable;

/**
 * The latest record of every key. Looking up is for any number of threads, writing for one at a
 * time.
 *
 * @param index where the latest records are
 * @param shards the shards they are in
 */
public record Catalog(Index index, ShardTable shards) {

  /** Returns the location of the latest record of a key, or {@link Location#NONE}. */
  public long find(Fingerprint fingerprint) {
    return index.get(fingerprint);
  }

  /** Makes the frame at {@code location} the latest record of its key. */
  public void publish(Fingerprint fingerprint, long location) {
    shards.get(Location.shardId(location)).addLive(location);
    release(index.put(fingerprint, location));
  }

  /** Forgets the key, if it is there. */
  public void forget(Fingerprint fingerprint) {
    release(index.remove(fingerprint));
  }

  private void release(long location) {
    if (location != Location.NONE) {
      shards.get(Location.shardId(location)).removeLive(location);
    }
  }
}
