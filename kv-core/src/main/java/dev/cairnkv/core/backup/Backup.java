package dev.cairnkv.core.backup;

import dev.cairnkv.BackupReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.manifest.BackupMark;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.manifest.RepairMark;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes a target hold a store as of one moment.
 *
 * @param source the store at that moment
 * @param target where the backup is to be, locked
 * @param clock tells how long it takes
 * @param progress is told how much of what is to be added is done
 */
public record Backup(BackupSource source, ShardStorage target, Clock clock, ScanProgress progress) {

  /**
   * Makes the target hold the store, beginning with what an earlier backup left there. As long as
   * it is not sure that this succeeds, the earlier one can be had back, and is if this throws.
   *
   * @throws WrongFormatException if the target holds something else; it is left as it is
   */
  public BackupReport intoFormer() {
    new BackupWork(target).settleFor(source.clean().storeId());
    byte[] manifest = target.readDocument(Manifest.NAME);
    return manifest == null ? intoEmpty() : carryOut(next(manifest));
  }

  /**
   * Makes an empty target hold the store.
   *
   * @throws WrongFormatException if the target is not empty; it is left as it is
   */
  public BackupReport intoEmpty() {
    BackupWork.requireNone(target);
    boolean isEmpty =
        target.readDocument(Manifest.NAME) == null
            && target.shardIds().isEmpty()
            && target.unknownNames().isEmpty();
    if (!isEmpty) {
      throw new WrongFormatException(
          target.location() + " is not empty; give an empty or new place");
    }
    return carryOut(BackupPlan.first(source));
  }

  private BackupPlan next(byte[] document) {
    Manifest found = Manifest.decode(document, target.location());
    if (!found.equals(source.manifest())) {
      throw new WrongFormatException(
          "%s holds store %s, but this is store %s; back up into another place"
              .formatted(target.location(), found.storeId(), source.clean().storeId()));
    }
    CleanMark former = former();
    if (former == null) {
      throw new WrongFormatException(
          "%s is no backup any more: it was opened as a store and not shut down since; back up into another place"
              .formatted(target.location()));
    }
    return BackupPlan.next(source, target, former);
  }

  /** Returns the clean mark of the former backup if it holds. */
  private @Nullable CleanMark former() {
    byte[] document = target.readDocument(CleanMark.NAME);
    if (document == null || target.readDocument(RepairMark.NAME) != null) {
      return null;
    }
    CleanMark mark = CleanMark.decode(document, target.location());
    int newest = target.shardIds().stream().mapToInt(Integer::intValue).max().orElse(0);
    return mark.activeShardId() == 0 || mark.activeShardId() == newest ? mark : null;
  }

  private BackupReport carryOut(BackupPlan plan) {
    long start = clock.nanoTime();
    BackupWork work = new BackupWork(target);
    BackupMark mark = plan.mark(source);
    ShardBackup shards = new ShardBackup(source, target);
    try {
      work.begin(mark);
      write(plan, shards);
      if (plan.first()) {
        target.writeDocument(Manifest.NAME, source.manifest().encode());
      }
    } catch (Throwable e) {
      takeBack(work, mark, e);
      throw e;
    }
    work.finish(mark);
    return new BackupReport(
        shards.shared(),
        shards.copied(),
        plan.extended() == null ? 0 : 1,
        plan.kept(),
        plan.removed().size(),
        shards.copiedBytes(),
        shards.frames(),
        source.clean().nextSequence() - 1,
        shards.damages(),
        Duration.ofNanos(clock.nanoTime() - start));
  }

  private void write(BackupPlan plan, ShardBackup shards) {
    SourceShard extended = plan.extended();
    long total = plan.added().stream().mapToLong(shard -> shard.shard().sizeBytes()).sum();
    long done = 0;
    progress.at(done, total);
    if (extended != null) {
      shards.extend(extended, plan.formerTail());
    }
    for (SourceShard shard : plan.added()) {
      shards.add(shard);
      done += shard.shard().sizeBytes();
      progress.at(done, total);
    }
  }

  private static void takeBack(BackupWork work, BackupMark mark, Throwable reason) {
    try {
      work.takeBack(mark);
    } catch (RuntimeException e) {
      reason.addSuppressed(e); // the mark stands, and the next one to come takes it back
    }
  }
}
