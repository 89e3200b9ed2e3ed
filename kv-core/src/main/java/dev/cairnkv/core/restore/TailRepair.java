package dev.cairnkv.core.restore;

import dev.cairnkv.core.frame.Seal;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.restore.ShardScan.ScanStart;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes every shard complete after a crash: the newest shard with frames is cut behind its last and
 * sealed, if it is not sealed already, and newer ones without a frame are deleted.
 *
 * <p>One case differs. If the seal of a shard names a successor, the successor was there before,
 * and must not be gone: so it is sealed even if it is empty.
 */
final class TailRepair {
  private final ShardStorage storage;
  private final ShardOpener opener;
  private final Function<LogShard, ScanStart> starts;

  /**
   * Makes a repair.
   *
   * @param starts where the first frame of a shard stands that may not be synced
   */
  TailRepair(ShardStorage storage, ShardOpener opener, Function<LogShard, ScanStart> starts) {
    this.storage = storage;
    this.opener = opener;
    this.starts = starts;
  }

  /** Returns the bytes of torn frames that were cut off. */
  long repair() {
    List<Integer> dropped = new ArrayList<>();
    long cutBytes = repair(dropped);
    // Last: until the seal before them is there for good, a torn one may still come to name them.
    dropped.forEach(storage::deleteShard);
    return cutBytes;
  }

  private long repair(List<Integer> dropped) {
    long cutBytes = 0;
    List<Integer> ids = storage.shardIds();
    for (int i = ids.size() - 1; i >= 0; i--) {
      LogShard shard = opener.open(ids.get(i), ShardAccess.APPEND);
      boolean drop;
      try {
        ShardScan scan = ShardScan.tail(shard, starts.apply(shard));
        if (scan.sealed()) {
          shard.sync(); // the crash may have come between the seal and its sync
          return cutBytes;
        }
        opener.requireWhole(shard, scan.offset());
        cutBytes += shard.writtenBytes(scan.offset());
        drop = isEmpty(scan) && !(i > 0 && isSuccessorOf(ids.get(i - 1), shard.id()));
        if (!drop) {
          shard.setTail(scan.offset());
          long frames = scan.lastSequence() + 1 - shard.header().baseSequence();
          shard.seal(frames, scan.lastSequence(), 0);
        }
      } finally {
        shard.close();
      }
      if (!drop) {
        storage.truncateShard(shard.id(), shard.tail());
        return cutBytes;
      }
      dropped.add(shard.id());
    }
    return cutBytes;
  }

  private static boolean isEmpty(ShardScan scan) {
    return scan.offset() == ShardHeaderDescriptor.LENGTH;
  }

  private boolean isSuccessorOf(int id, int successor) {
    LogShard shard = opener.open(id, ShardAccess.APPEND);
    try {
      Seal seal = shard.findSeal();
      boolean named = seal != null && seal.successor() == successor;
      if (named) {
        shard.sync(); // the seal itself, before the successor is sealed and proves it
      }
      return named;
    } finally {
      shard.close();
    }
  }
}
