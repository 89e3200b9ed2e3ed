package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.LogState;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings a store back from its shards. To be used once. */
public final class Restore {
  // Cutting a sealed shard costs a call or two, so a small remainder is left where it is.
  private static final int LARGEST_REMAINDER = 8;

  private final ShardStorage storage;
  private final UUID storeId;
  private final ShardOpener opener;
  private final ShardTable shards = new ShardTable();
  private final Catalog catalog = new Catalog(new Index(), shards);
  private final List<Damage> damages = new ArrayList<>();
  private long frames;
  private long bytes;
  private long lastSequence;
  private int lastShardId;

  /**
   * Makes a restore.
   *
   * @param codecCheck throws if the codec of a shard is not present
   */
  public Restore(ShardStorage storage, UUID storeId, Consumer<ShardHeader> codecCheck) {
    this.storage = storage;
    this.storeId = storeId;
    this.opener = new ShardOpener(storage, storeId, codecCheck);
  }

  /**
   * Brings the store back. The shards stay open, unless this throws.
   *
   * @param created whether the store was begun just now
   */
  public Restored run(boolean created, Clock clock) {
    long start = clock.nanoTime();
    try {
      CleanMark mark = cleanMark();
      long cutBytes = mark == null ? new TailRepair(storage, opener).repair() : 0;
      LogShard active = replayAll(mark);
      long nextSequence = Math.max(lastSequence + 1, mark == null ? 1 : mark.nextSequence());
      RestoreReport report =
          new RestoreReport(
              created,
              mark != null || created,
              shards.all().size(),
              0,
              frames,
              bytes,
              cutBytes,
              damages,
              storage.unknownNames(),
              Duration.ofNanos(clock.nanoTime() - start));
      LogState log = new LogState(shards, active, lastShardId + 1, nextSequence, mark != null);
      return new Restored(catalog, log, report);
    } catch (Throwable e) {
      shards.all().forEach(LogShard::close);
      throw e;
    }
  }

  private @Nullable LogShard replayAll(@Nullable CleanMark mark) {
    LogShard active = null;
    for (int id : storage.shardIds()) {
      lastShardId = id;
      if (mark != null && id == mark.activeShardId()) {
        active = replayActive(mark);
      } else {
        replayComplete(id);
      }
    }
    return active;
  }

  private LogShard replayActive(CleanMark mark) {
    LogShard shard = opener.open(mark.activeShardId(), ShardAccess.APPEND);
    shards.add(shard);
    opener.requireRoomForSeal(shard, mark.tail());
    count(ShardScan.upTo(mark.tail(), shard, this::apply));
    shard.setTail(mark.tail());
    return shard;
  }

  private void replayComplete(int id) {
    LogShard shard = opener.open(id, ShardAccess.READ);
    shards.add(shard);
    ShardScan scan = ShardScan.complete(shard, this::apply);
    count(scan);
    shard.setTail(scan.offset());
    long remainder = shard.sizeBytes() - scan.offset();
    if (scan.sealed() && remainder > shard.sizeBytes() / LARGEST_REMAINDER) {
      shard.close();
      storage.truncateShard(id, scan.offset());
      LogShard cut = opener.open(id, ShardAccess.READ);
      cut.takeOver(shard);
      shards.add(cut);
    }
  }

  private void apply(FrameHeader header, long location) {
    if (header.kind() == FrameKind.TOMBSTONE) {
      catalog.forget(header.fingerprint());
    } else {
      catalog.publish(header.fingerprint(), location);
    }
  }

  private void count(ShardScan scan) {
    frames += scan.frames();
    bytes += scan.bytes();
    lastSequence = Math.max(lastSequence, scan.lastSequence());
    damages.addAll(scan.damages());
  }

  /**
   * Returns the clean mark, or null if there is none that holds for the shards that are there. One
   * that does not hold is deleted, so that it cannot hold again for shards that are made later.
   */
  private @Nullable CleanMark cleanMark() {
    byte[] document = storage.readDocument(CleanMark.NAME);
    if (document == null) {
      return null;
    }
    CleanMark mark;
    try {
      mark = CleanMark.decode(document, storage.location());
    } catch (WrongFormatException _) {
      // Advisory: without it the store counts as crashed, and nothing is lost. Say it, and go on.
      damages.add(new Damage(0, 0, document.length, "the clean mark is damaged", true));
      storage.deleteDocument(CleanMark.NAME);
      return null;
    }
    if (mark.storeId().equals(storeId) && holds(mark)) {
      return mark;
    }
    storage.deleteDocument(CleanMark.NAME);
    return null;
  }

  private boolean holds(CleanMark mark) {
    List<Integer> ids = storage.shardIds();
    int newest = ids.isEmpty() ? 0 : ids.getLast();
    int active = mark.activeShardId();
    if (active > newest) {
      throw new WrongFormatException(
          "shard %d of %s is missing: it was the newest when the store was shut down; bring it back, or delete the clean mark to do without it"
              .formatted(active, storage.location()));
    }
    return active == 0 || active == newest;
  }
}
