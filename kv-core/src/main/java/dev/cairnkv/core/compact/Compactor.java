package dev.cairnkv.core.compact;

import dev.cairnkv.CompactionReport;
import dev.cairnkv.CompactionStats;
import dev.cairnkv.ConversionReport;
import dev.cairnkv.Damage;
import dev.cairnkv.KvException;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.TimerStats;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compacts a store, one shard after the other. Safe for use by any number of threads. */
public final class Compactor {
  private static final int MOST_SHARDS_MOVED_AT_ONCE = 8;

  private final Surroundings in;
  private final long shardSizeBytes;
  private final CodecStamp writer;
  private final Tally tally = new Tally();
  private final Timer timer;
  private final Mover mover;
  private final Removal removal;
  private final PendingRemoval pending;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile boolean heldBack;

  // Guarded by the lock.
  private final Set<Integer> unfitIds = new TreeSet<>();

  /**
   * Makes a compactor.
   *
   * @param recoder knows what payloads hold
   * @param liveness tells which records have ended by themselves
   * @param damages is told what is damaged
   * @param shardSizeBytes the size of new shards
   * @param writer the codec of new shards
   */
  public Compactor(
      Surroundings in,
      Recoder recoder,
      Liveness liveness,
      Consumer<Damage> damages,
      long shardSizeBytes,
      CodecStamp writer) {
    this.in = in;
    this.timer = new Timer(in.clock());
    this.shardSizeBytes = shardSizeBytes;
    this.writer = writer;
    this.mover =
        new Mover(
            in.catalog(),
            in.order(),
            recoder,
            liveness,
            damages,
            new MoveGroup(in.catalog(), in.order(), in.log(), in.turn(), tally));
    this.removal = new Removal(in, tally);
    this.pending = new PendingRemoval(removal);
  }

  /**
   * Compacts until nothing is worth it any more.
   *
   * @throws KvException if that fails; what was done stays done
   */
  public CompactionReport compact() {
    return run(Pace.UNLIMITED, Need.ANY, Compactor::later, _ -> {}, () -> {});
  }

  /**
   * Rewrites all shards of other codecs than that of new shards.
   *
   * @throws KvException if that fails; what was done stays done
   */
  public ConversionReport convert(ScanProgress progress) {
    lock.lock();
    try {
      return new Conversion(in, this, writer, progress).run();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what was done so far. */
  public CompactionStats stats() {
    return new CompactionStats(
        in.log().appendedBytes(), tally.movedBytes(), tally.removedShards(), tally.removedBytes());
  }

  /** Returns how long it took each time that there was something to do. */
  public TimerStats timings() {
    return timer.stats();
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

  /**
   * Compacts as long as there is need.
   *
   * @param removals runs each removal of a shard, beside the move of the next one perhaps
   * @param looked is told what the shards hold whenever they were looked at
   * @param whenBusy is called if something else must be waited for first, which may take long
   */
  CompactionReport run(
      Pace pace,
      Need need,
      Executor removals,
      Consumer<List<ShardSpace>> looked,
      Runnable whenBusy) {
    if (!lock.tryLock()) {
      whenBusy.run();
      lock.lock();
    }
    try {
      Run run = new Run(pace, need, removals, looked);
      if (run.plan() == null) {
        return run.report();
      }
      run.begin();
      return run.go();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Plan plan(Need need, Consumer<List<ShardSpace>> looked) {
    if (in.catalog().shards().pins().pinnedUpTo() != 0) {
      heldBack = true; // before the shards are looked at, so that no end of a pin is missed
    }
    settle();
    List<ShardSpace> spaces = spaces(newestWithFrames());
    looked.accept(spaces);
    if (!need.isThere(spaces, shardSizeBytes)) {
      return null;
    }
    return new VictimChoice(
            spaces, MOST_SHARDS_MOVED_AT_ONCE * shardSizeBytes, in.log().movableBytes())
        .choose();
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

  /** This shard stays: without any frame, the sequences would begin again. */
  private int newestWithFrames() {
    return in.catalog().shards().all().stream()
        .filter(Compactor::hasFrames)
        .mapToInt(LogShard::id)
        .max()
        .orElse(0);
  }

  private static boolean hasFrames(LogShard shard) {
    return shard.tail() > ShardHeaderDescriptor.LENGTH;
  }

  /** Returns what the shards hold. One of them stays besides those that have to. */
  List<ShardSpace> spaces(int stayingId) {
    List<LogShard> shards = staying();
    int doubtfulUpTo = Location.shardId(in.catalog().doubtBelow());
    List<ShardSpace> spaces = new ArrayList<>(shards.size());
    for (LogShard shard : shards) {
      boolean mayGo =
          shard.id() != stayingId
              && shard.id() > doubtfulUpTo
              && !in.log().isActive(shard)
              && !in.catalog().shards().pins().isPinned(shard.id())
              && !unfitIds.contains(shard.id());
      spaces.add(ShardSpace.of(shard, mayGo));
    }
    return spaces;
  }

  /** Returns the shards without the one that is being removed. */
  private List<LogShard> staying() {
    return in.catalog().shards().all().stream().filter(each -> !pending.isOf(each)).toList();
  }

  /** What became of a shard. */
  enum Outcome {
    /** It is gone, or being removed. */
    REMOVED,

    /** It is still there: someone reads it since a moment ago, or nothing stands behind it. */
    KEPT,

    /** Something in it cannot be read, so it stays as it is. */
    UNFIT,

    /** The pace said that it is to stop. */
    STOPPED
  }

  /** Moves what is needed of a shard, and removes it. For who has the lock. */
  Outcome takeOut(int id, Pace pace, Executor removals) {
    LogShard shard = in.catalog().shards().get(id);
    // Older ones that are being removed are gone before this one is, or it stays.
    boolean isOldest = staying().getFirst().id() == id;
    try {
      if (!mover.move(shard, isOldest && newestWithFrames() != id, pace)) {
        return Outcome.STOPPED;
      }
      requireNothingLatest(shard);
      return newestWithFrames() != id && remove(shard, removals) ? Outcome.REMOVED : Outcome.KEPT;
    } catch (UnfitShardException e) {
      unfitIds.add(id);
      in.events().tell(new StoreEvent.CompactionFailed(e.reason()));
      return Outcome.UNFIT;
    }
  }

  private boolean remove(LogShard shard, Executor removals) {
    boolean hasBegun = pending.begin(shard, removals);
    // Where there is no room, it must be back before more is moved.
    return hasBegun && (!in.log().lacksRoom() || pending.await());
  }

  /** Has removals wait until the next shard was moved, or there is none. */
  private static void later(Runnable removal) {
    // whoever awaits it runs it
  }

  /** Gets ready to take shards out. For who has the lock. */
  void prepare() {
    // A damaged part of the checkpoint is made again from the shards, so they must be there.
    in.catalog().index().load();
    removal.finish();
  }

  /** Has the last writes counted as well, in what is live of each shard. */
  private void settle() {
    in.turn().take(in.catalog()::settle);
  }

  private void requireNothingLatest(LogShard shard) throws UnfitShardException {
    settle();
    if (shard.counts().liveRecords() != 0 && mover.holdsLatest(shard)) {
      throw new UnfitShardException(
          new StorageException("shard " + shard.id() + " still holds records of the index"));
    }
  }

  long movedRecords() {
    return tally.movedRecords();
  }

  /** One run, from the first shard to the last. */
  private final class Run {
    private final Pace pace;
    private final Need need;
    private final Executor removals;
    private final Consumer<List<ShardSpace>> looked;
    private final long start = timer.start();
    private final CompactionStats before = stats();
    private final long recordsBefore = tally.movedRecords();
    private final List<Integer> skipped = new ArrayList<>();

    Run(Pace pace, Need need, Executor removals, Consumer<List<ShardSpace>> looked) {
      this.pace = pace;
      this.need = need;
      this.removals = removals;
      this.looked = looked;
    }

    @Nullable Plan plan() {
      return Compactor.this.plan(need, looked);
    }

    void begin() {
      in.events().tell(new StoreEvent.CompactionBegun());
      prepare();
    }

    CompactionReport go() {
      try {
        Plan plan = plan();
        while (plan != null) {
          plan = next(plan);
          if (plan == null && !pending.await()) {
            plan = plan(); // which sees why it stays, and what else there is
          }
        }
      } catch (Throwable e) {
        pending.awaitAfter(e);
        var _ = end();
        throw e;
      }
      return end();
    }

    private CompactionReport end() {
      timer.stop(start);
      CompactionReport report = report();
      in.events().tell(new StoreEvent.CompactionFinished(report));
      return report;
    }

    /** Carries out a plan, and returns the next one, or null to end. */
    private @Nullable Plan next(Plan plan) {
      try {
        return carryOut(plan) ? plan() : null;
      } catch (StoreFullException e) {
        boolean isRoomBack = pending.isThere() && pending.await();
        Plan smaller = plan(); // from now on, one that needs no new shard
        if (!isRoomBack && (smaller == null || smaller.equals(plan))) {
          throw e;
        }
        return smaller;
      }
    }

    private boolean carryOut(Plan plan) {
      for (int id : plan.shardIds()) {
        Outcome outcome = takeOut(id, pace, removals);
        if (outcome == Outcome.UNFIT) {
          skipped.add(id);
        }
        if (outcome != Outcome.REMOVED) {
          return outcome != Outcome.STOPPED;
        }
        looked.accept(spaces(newestWithFrames()));
      }
      return true;
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
