package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.List;

/**
 * Makes every shard complete after a crash: newest shards without a frame are deleted, and the
 * newest one with frames is cut behind its last and sealed, if it is not sealed already.
 */
final class TailRepair {
  private final ShardStorage storage;
  private final ShardOpener opener;

  TailRepair(ShardStorage storage, ShardOpener opener) {
    this.storage = storage;
    this.opener = opener;
  }

  /** Returns the bytes of torn frames that were cut off. */
  long repair() {
    long cutBytes = 0;
    for (int id : storage.shardIds().reversed()) {
      LogShard shard = opener.open(id, ShardAccess.APPEND);
      ShardScan scan;
      try {
        scan = ShardScan.tail(shard);
        if (scan.sealed()) {
          shard.sync(); // the crash may have come between the seal and its sync
          return cutBytes;
        }
        cutBytes += shard.writtenBytes(scan.offset());
        if (!isEmpty(scan)) {
          opener.requireRoomForSeal(shard, scan.offset());
          shard.setTail(scan.offset());
          shard.seal(scan.frames(), scan.lastSequence());
        }
      } finally {
        shard.close();
      }
      if (isEmpty(scan)) {
        storage.deleteShard(id);
      } else {
        storage.truncateShard(id, shard.tail());
        return cutBytes;
      }
    }
    return cutBytes;
  }

  private static boolean isEmpty(ShardScan scan) {
    List<Damage> damages = scan.damages();
    return scan.frames() == 0 && damages.isEmpty();
  }
}
