package dev.cairnkv.core.compact;

import dev.cairnkv.CompactionReport;
import dev.cairnkv.CompactionStats;
import dev.cairnkv.Damage;
import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.LogShard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compacts a store, one shard after the other. Safe for use by any number of threads. */
public final class Compactor {
  private static final int MOST_SHARDS_MOVED_AT_ONCE = 8;

  private final Surroundings in;
  private final long shardSizeBytes;
  private final Tally tally = new Tally();
  private final Mover mover;
  private final Removal removal;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile boolean heldBack;

  // Guarded by the lock.
  private final Set<Integer> unfitIds = new TreeSet<>();

  /**
   * Makes a compactor.
   *
   * @param recoder brings payloads into the form of the codec of new shards
   * @param liveness tells which records have ended by themselves
   * @param damages is told what is damaged
   * @param shardSizeBytes the size of new shards
   */
  public Compactor(
      Surroundings in,
      Recoder recoder,
      Liveness liveness,
      Consumer<Damage> damages,
      long shardSizeBytes) {
    this.in = in;
    this.shardSizeBytes = shardSizeBytes;
    this.mover =
        new Mover(
            in.catalog(),
            recoder,
            liveness,
            damages,
            new MoveGroup(in.catalog(), in.log(), in.turn(), tally));
    this.removal = new Removal(in, tally);
  }

  /**
   * Compacts until nothing is worth it any more.
   *
   * @throws KvException if that fails; what was done stays done
   */
  public CompactionReport compact() {
    return run(Pace.UNLIMITED, Need.ANY);
  }

  /** Returns what was done so far. */
  public CompactionStats stats() {
    return new CompactionStats(
        in.log().appendedBytes(), tally.movedBytes(), tally.removedShards(), tally.removedBytes());
  }

  /** Returns when nothing is done any more. */
  void awaitEnd() {
    lock.lock();
    try {
      unfitIds.clear(); // nobody asks any more
    } finally {
      lock.unlock();
    }
  }

  CompactionReport run(Pace pace, Need need) {
    lock.lock();
    try {
      Run run = new Run(pace, need);
      if (plan(need) == null) {
        return run.report();
      }
      run.begin();
      return run.go();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Plan plan(Need need) {
    if (in.catalog().shards().pins().pinnedUpTo() != 0) {
      heldBack = true; // before the shards are looked at, so that no end of a pin is missed
    }
    List<ShardSpace> spaces = spaces();
    return need.isThere(spaces, shardSizeBytes)
        ? new VictimChoice(
                spaces, MOST_SHARDS_MOVED_AT_ONCE * shardSizeBytes, in.log().movableBytes())
            .choose()
        : null;
  }

  /**
   * Returns whether some were pinned when shards were looked at, since this was asked last: once
   * they are not, it is worth looking again.
   */
  boolean takeHeldBack() {
    boolean was = heldBack;
    heldBack = false;
    return was;
  }

  /** The newest shard stays: without any, the sequences would begin again. */
  private List<ShardSpace> spaces() {
    List<LogShard> shards = in.catalog().shards().all();
    int newest = shards.isEmpty() ? 0 : shards.getLast().id();
    int doubtfulUpTo = Location.shardId(in.catalog().doubtBelow());
    List<ShardSpace> spaces = new ArrayList<>(shards.size());
    for (LogShard shard : shards) {
      boolean mayGo =
          shard.id() != newest
              && shard.id() > doubtfulUpTo
              && !in.log().isActive(shard)
              && !in.catalog().shards().pins().isPinned(shard.id())
              && !unfitIds.contains(shard.id());
      spaces.add(ShardSpace.of(shard, mayGo));
    }
    return spaces;
  }

  /** One run, from the first shard to the last. */
  private final class Run {
    private final Pace pace;
    private final Need need;
    private final long start = in.clock().nanoTime();
    private final CompactionStats before = stats();
    private final long recordsBefore = tally.movedRecords();
    private final List<Integer> skipped = new ArrayList<>();

    Run(Pace pace, Need need) {
      this.pace = pace;
      this.need = need;
    }

    void begin() {
      in.events().tell(new StoreEvent.CompactionBegun());
      // A damaged part of the checkpoint is made again from the shards, so they must be there.
      in.catalog().index().load();
      removal.finish();
    }

    CompactionReport go() {
      try {
        Plan plan = plan(need);
        while (plan != null) {
          plan = next(plan);
        }
      } catch (Throwable e) {
        in.events().tell(new StoreEvent.CompactionFinished(report()));
        throw e;
      }
      CompactionReport report = report();
      in.events().tell(new StoreEvent.CompactionFinished(report));
      return report;
    }

    /** Carries out a plan, and returns the next one, or null to end. */
    private @Nullable Plan next(Plan plan) {
      try {
        return carryOut(plan) ? plan(need) : null;
      } catch (StoreFullException e) {
        Plan smaller = plan(need); // from now on, one that needs no new shard
        if (smaller == null || smaller.equals(plan)) {
          throw e;
        }
        return smaller;
      }
    }

    private boolean carryOut(Plan plan) {
      for (int id : plan.shardIds()) {
        LogShard shard = in.catalog().shards().get(id);
        try {
          if (!mover.move(shard, isOldest(shard), pace)) {
            return false;
          }
          requireNothingLatest(shard);
          if (!removal.remove(shard)) {
            return true; // someone reads it since a moment ago
          }
        } catch (UnfitShardException e) {
          unfitIds.add(id);
          skipped.add(id);
          in.events().tell(new StoreEvent.CompactionFailed(e.reason()));
          return true;
        }
      }
      return true;
    }

    private boolean isOldest(LogShard shard) {
      return in.catalog().shards().all().getFirst().id() == shard.id();
    }

    private void requireNothingLatest(LogShard shard) throws UnfitShardException {
      if (shard.counts().liveRecords() != 0 && mover.holdsLatest(shard)) {
        throw new UnfitShardException(
            new StorageException("shard " + shard.id() + " still holds records of the index"));
      }
    }

    CompactionReport report() {
      CompactionStats now = stats();
      return new CompactionReport(
          (int) (now.removedShards() - before.removedShards()),
          now.removedBytes() - before.removedBytes(),
          tally.movedRecords() - recordsBefore,
          now.movedBytes() - before.movedBytes(),
          skipped,
          Duration.ofNanos(in.clock().nanoTime() - start));
    }
  }
}
