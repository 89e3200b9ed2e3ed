package dev.cairnkv.core.restore;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.LogShard;

/**
 * Keeps a catalog up to date with what is replayed, some frames at a time: so the processor fetches
 * the slots of several keys at once, instead of waiting for one after the other.
 */
final class CatalogUpdates implements Replay.Target {
  private static final int FRAMES_AT_A_TIME = 64;

  private final Catalog catalog;
  private final Fingerprint[] fingerprints = new Fingerprint[FRAMES_AT_A_TIME];
  private final long[] locations = new long[FRAMES_AT_A_TIME];
  private int count;

  CatalogUpdates(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void apply(FrameHeader header, long location) {
    if (header.expiryEpochMillis() != FrameHeader.NO_EXPIRY) {
      catalog.noteExpiry();
    }
    fingerprints[count] = header.fingerprint();
    if (header.kind() == FrameKind.TOMBSTONE) {
      shard(location).addTombstone(header.frameLength());
      locations[count] = Location.NONE;
    } else {
      locations[count] = location;
    }
    count++;
    if (count == FRAMES_AT_A_TIME) {
      finish();
    }
  }

  @Override
  public void drop(FrameHeader header, long location) {
    shard(location).markBrokenBatch();
  }

  @Override
  public void finish() {
    for (int i = 0; i < count; i++) {
      catalog.index().prefetch(fingerprints[i]);
    }
    for (int i = 0; i < count; i++) {
      if (locations[i] == Location.NONE) {
        catalog.forget(fingerprints[i]);
      } else {
        catalog.publish(fingerprints[i], locations[i]);
      }
    }
    count = 0;
  }

  private LogShard shard(long location) {
    return catalog.shards().get(Location.shardId(location));
  }
}
