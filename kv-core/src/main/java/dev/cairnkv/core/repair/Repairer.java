package dev.cairnkv.core.repair;

import dev.cairnkv.Finding;
import dev.cairnkv.KvException;
import dev.cairnkv.LostRecord;
import dev.cairnkv.RepairReport;
import dev.cairnkv.RepairReport.Quarantined;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.manifest.RepairMark;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives up what is lost in a store, and keeps the rest.
 *
 * @param storage where it is, locked
 * @param storeId the store
 * @param payloads decodes
 * @param clock tells the time
 * @param shardSizeBytes the size of new shards, at least
 * @param progress is told how far the reading is
 * @param <K> the type of the keys
 */
public record Repairer<K>(
    ShardStorage storage,
    UUID storeId,
    Payloads<K> payloads,
    Clock clock,
    long shardSizeBytes,
    ScanProgress progress) {

  private static final Inspection.FrameCheck NO_CHECK =
      new Inspection.FrameCheck() {
        @Override
        public void enter(LogShard shard) {}

        @Override
        public void visit(FrameHeader header, long location) {}
      };

  /**
   * Repairs the store, or says what that would do.
   *
   * @throws KvException if a shard cannot be read with what is present, or the storage fails; then
   *     nothing is changed
   */
  public RepairReport<K> repair(boolean dryRun) {
    long start = clock.nanoTime();
    List<Quarantined> quarantined = new ArrayList<>();
    if (!dryRun) {
      quarantined.addAll(settle());
    }
    RepairReport<K> report;
    RepairPlan plan;
    try (Inspected inspected = Inspection.run(storage, storeId, payloads, NO_CHECK, progress)) {
      for (KvException refusal : inspected.inventory().refusals()) {
        throw refusal;
      }
      CheckpointWitness witness = CheckpointWitness.hear(inspected);
      plan = RepairPlan.make(inspected, witness);
      KeySearch<K> keys = new KeySearch<>(payloads);
      List<Finding<K>> findings = new FindingsReader(inspected, witness).read(keys);
      if (!dryRun && plan.isNeeded()) {
        write(plan, inspected);
      }
      report = report(dryRun, plan, inspected, findings, keys, start);
    }
    if (!dryRun && plan.isNeeded()) {
      quarantined.addAll(finish(plan));
    } else {
      plan.mark().movedShardIds().forEach(id -> quarantined.add(new Quarantined(id, "")));
    }
    return withQuarantined(report, quarantined);
  }

  private List<Quarantined> settle() {
    RepairWork work = new RepairWork(storage, storeId);
    try {
      return work.settle();
    } catch (WrongFormatException _) {
      // The mark of an unfinished repair is damaged. What that repair made are shards like others.
      storage.deleteDocument(RepairMark.NAME);
      return List.of();
    }
  }

  private void write(RepairPlan plan, Inspected inspected) {
    RepairWork work = new RepairWork(storage, storeId);
    RepairMark mark = plan.mark();
    try {
      work.begin(mark);
      if (plan.changesShards()) {
        plan.emptyShardIds().forEach(storage::deleteShard);
        new SalvageWriter(storage, storeId, clock, shardSizeBytes, inspected)
            .write(plan, mark.firstNewShardId(), payloads.stamps().getFirst());
      }
    } catch (Throwable e) {
      takeBack(work, mark, e);
      if (e instanceof StorePoisonedException && e.getCause() instanceof KvException cause) {
        throw cause; // no store was open that could go on
      }
      throw e;
    }
  }

  private static void takeBack(RepairWork work, RepairMark mark, Throwable reason) {
    try {
      work.takeBack(mark);
    } catch (RuntimeException e) {
      reason.addSuppressed(e); // the mark stands, and the next opening takes it back
    }
  }

  private List<Quarantined> finish(RepairPlan plan) {
    return new RepairWork(storage, storeId).finish(plan.mark());
  }

  private RepairReport<K> report(
      boolean dryRun,
      RepairPlan plan,
      Inspected inspected,
      List<Finding<K>> findings,
      KeySearch<K> keys,
      long start) {
    List<Fingerprint> lost = plan.lost().stream().map(one -> one.word().fingerprint()).toList();
    keys.search(inspected.inventory().shards().values(), lost);
    return new RepairReport<>(
        dryRun,
        findings,
        plan.copiedRecords(),
        plan.deletions().size(),
        plan.copiedBytes(),
        plan.lost().stream()
            .map(
                one ->
                    new LostRecord<>(
                        one.word().shardId(),
                        one.word().offset(),
                        one.sequence(),
                        keys.find(one.word().fingerprint())))
            .toList(),
        plan.lostRanges(),
        List.of(),
        List.copyOf(inspected.missing()),
        Duration.ofNanos(clock.nanoTime() - start));
  }

  private RepairReport<K> withQuarantined(RepairReport<K> report, List<Quarantined> quarantined) {
    return new RepairReport<>(
        report.dryRun(),
        report.findings(),
        report.salvagedRecords(),
        report.salvagedDeletions(),
        report.salvagedBytes(),
        report.lost(),
        report.lostRanges(),
        quarantined,
        report.missingShards(),
        report.duration());
  }
}
