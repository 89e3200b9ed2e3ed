package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.OpenCheckpoint;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.LogState;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings a store back from its checkpoint and its shards. To be used once. */
public final class Restore {
  // Cutting a sealed shard costs a call or two, so a small remainder is left where it is.
  private static final int LARGEST_REMAINDER = 8;

  private final ShardStorage storage;
  private final UUID storeId;
  private final ShardOpener opener;
  private final ShardTable shards = new ShardTable();
  private final Set<Damage> damages = new LinkedHashSet<>();
  private final LateDamages lateDamages = new LateDamages(damages::add);
  private StartingPoint startingPoint = StartingPoint.beginning();
  private long frames;
  private long bytes;

  /**
   * Makes a restore.
   *
   * @param codecCheck throws if the codec of a shard is not present
   */
  public Restore(ShardStorage storage, UUID storeId, Consumer<ShardHeader> codecCheck) {
    this.storage = storage;
    this.storeId = storeId;
    this.opener =
        new ShardOpener(storage, storeId, codecCheck, id -> startingPoint.header(id), damages::add);
  }

  /**
   * Brings the store back. The shards stay open, unless this throws.
   *
   * @param created whether the store was begun just now
   */
  public Restored run(boolean created, Clock clock) {
    long start = clock.nanoTime();
    try {
      MissingShards missing = MissingShards.read(storage);
      missing.requireNoGap();
      startingPoint = startingPoint(missing);
      CleanMark mark = cleanMark();
      boolean tailIsKnown = mark != null && (mark.activeShardId() > 0 || newestIsSealed());
      long cutBytes =
          tailIsKnown ? 0 : new TailRepair(storage, opener, s -> startingPoint.start(s)).repair();
      LogShard active = openAll(mark);
      if (active == null) {
        missing.requireSuccessor(shards);
      }
      Catalog catalog = catalog();
      long nextSequence = replay(catalog, mark);
      RestoreReport report =
          new RestoreReport(
              created,
              mark != null || created,
              shards.all().size(),
              startingPoint.keys(),
              frames,
              bytes,
              cutBytes,
              List.copyOf(damages),
              storage.unknownNames(),
              Duration.ofNanos(clock.nanoTime() - start));
      LogState log =
          new LogState(shards, active, missing.nextShardId(), nextSequence, mark != null);
      return new Restored(
          catalog, log, startingPoint.state(bytes), report, epochMillis(mark), lateDamages);
    } catch (Throwable e) {
      startingPoint.close();
      shards.all().forEach(LogShard::close);
      throw e;
    }
  }

  /** Returns the latest time that anything tells of. */
  private long epochMillis(@Nullable CleanMark mark) {
    long latest = mark == null ? Long.MIN_VALUE : mark.epochMillis();
    for (LogShard shard : shards.all()) {
      latest = Math.max(latest, shard.header().createdEpochMillis());
    }
    return latest;
  }

  /** A shard may be there that the process which shut down took for one that it failed to make. */
  private boolean newestIsSealed() {
    List<Integer> ids = storage.shardIds();
    if (ids.isEmpty()) {
      return true;
    }
    LogShard newest = opener.open(ids.getLast(), ShardAccess.READ);
    try {
      return newest.findSeal() != null;
    } finally {
      newest.close();
    }
  }

  private StartingPoint startingPoint(MissingShards missing) {
    OpenCheckpoint checkpoint;
    try {
      checkpoint = OpenCheckpoint.open(storage, storeId);
    } catch (WrongFormatException e) {
      // Advisory: without it everything is replayed, and nothing is lost. Say it, and go on.
      damages.add(new Damage(0, 0, 0, String.valueOf(e.getMessage()), true));
      return StartingPoint.beginning();
    }
    if (checkpoint == null) {
      return StartingPoint.beginning();
    }
    StartingPoint start = StartingPoint.at(checkpoint, storage.shardIds(), missing::isRetired);
    try {
      missing.requireNamed(checkpoint.head());
      return start;
    } catch (Throwable e) {
      start.close();
      throw e;
    }
  }

  private @Nullable LogShard openAll(@Nullable CleanMark mark) {
    LogShard active = null;
    for (int id : storage.shardIds()) {
      boolean isActive = mark != null && id == mark.activeShardId();
      LogShard shard = opener.open(id, isActive ? ShardAccess.APPEND : ShardAccess.READ);
      shards.add(shard);
      if (isActive) {
        active = shard;
      }
    }
    return active;
  }

  /** Returns the latest records as of the starting point. */
  private Catalog catalog() {
    Catalog catalog = startingPoint.catalog(shards, lateDamages);
    if (catalog == null) {
      startingPoint.close();
      startingPoint = StartingPoint.beginning();
      catalog = startingPoint.catalog(shards, lateDamages);
    }
    return Objects.requireNonNull(catalog, "there is always a beginning");
  }

  /** Replays what is behind the starting point, and returns the sequence of the next record. */
  private long replay(Catalog catalog, @Nullable CleanMark mark) {
    try (CatalogUpdates updates = new CatalogUpdates(catalog)) {
      return replay(catalog, new Replay(updates), mark);
    }
  }

  private long replay(Catalog catalog, Replay replay, @Nullable CleanMark mark) {
    long lastSequence =
        Math.max(startingPoint.nextSequence(), mark == null ? 1 : mark.nextSequence()) - 1;
    List<LogShard> all = shards.all();
    for (int i = 0; i < all.size(); i++) {
      LogShard shard = all.get(i);
      long replayedTail = startingPoint.replayedTail(shard);
      if (replayedTail > 0) {
        takeReplayed(shard, replayedTail);
        continue;
      }
      ShardScan scan;
      if (mark != null && shard.id() == mark.activeShardId()) {
        opener.requireRoomForSeal(shard, mark.tail());
        scan = ShardScan.upTo(mark.tail(), shard, startingPoint.start(shard), replay);
        shard.setTail(mark.tail());
      } else {
        long next = i + 1 < all.size() ? all.get(i + 1).header().baseSequence() : lastSequence + 1;
        scan = ShardScan.complete(shard, startingPoint.start(shard), next, replay);
        shard.setTail(scan.offset());
        cutRemainder(shard, scan);
      }
      count(scan, catalog);
      lastSequence = Math.max(lastSequence, scan.lastSequence());
    }
    replay.finish(lastSequence + 1);
    return lastSequence + 1;
  }

  /** A shard that the checkpoint covers: it is not read. What is missing of it shows in reads. */
  private void takeReplayed(LogShard shard, long tail) {
    if (shard.sizeBytes() < tail) {
      long length = tail - shard.sizeBytes();
      damages.add(
          new Damage(
              shard.id(), shard.sizeBytes(), length, "the end of the shard is missing", true));
    }
    shard.setTail(Math.min(tail, shard.sizeBytes()));
  }

  private void cutRemainder(LogShard shard, ShardScan scan) {
    long remainder = shard.sizeBytes() - scan.offset();
    if (scan.sealed() && remainder > shard.sizeBytes() / LARGEST_REMAINDER) {
      shard.close();
      storage.truncateShard(shard.id(), scan.offset());
      LogShard cut = opener.open(shard.id(), ShardAccess.READ);
      cut.takeOver(shard);
      shards.add(cut);
    }
  }

  private void count(ShardScan scan, Catalog catalog) {
    frames += scan.frames();
    bytes += scan.bytes();
    for (Damage damage : scan.damages()) {
      damages.add(damage);
      catalog.doubt(damage);
    }
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
      throw MissingShards.missing(active, storage);
    }
    return active == 0 || active == newest;
  }
}
