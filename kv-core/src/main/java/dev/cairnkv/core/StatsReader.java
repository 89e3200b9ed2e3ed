package dev.cairnkv.core;

import dev.cairnkv.CompactionStats;
import dev.cairnkv.Damage;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.SnapshotStats;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimingStats;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.CheckpointKeeper;
import dev.cairnkv.core.compact.BackgroundCompaction;
import dev.cairnkv.core.compact.Compactor;
import dev.cairnkv.core.log.LogTimers;
import dev.cairnkv.core.log.ShardLog;
import java.util.List;

/** Puts the figures of a store together. */
final class StatsReader {
  private StatsReader() {}

  static StoreStats read(
      Catalog catalog,
      ShardLog log,
      CheckpointKeeper checkpoints,
      Compactor compactor,
      BackgroundCompaction backgroundCompaction,
      List<Damage> damages,
      RestoreReport restored,
      OperationCounters operations,
      SnapshotStats snapshots) {
    CompactionStats compaction = compactor.stats();
    return new StoreStats(
        catalog.index().size(),
        log.lastSequence(),
        log.syncedSequence(),
        checkpoints.sequence(),
        catalog.index().memoryBytes(),
        log.shards().all().stream().map(shard -> shard.stats(log.isActive(shard))).toList(),
        damages,
        restored,
        operations.stats(compaction.appendedBytes() - compaction.movedBytes()),
        compaction,
        timings(log.timers(), checkpoints, compactor, backgroundCompaction),
        snapshots);
  }

  private static TimingStats timings(
      LogTimers log,
      CheckpointKeeper checkpoints,
      Compactor compactor,
      BackgroundCompaction backgroundCompaction) {
    return new TimingStats(
        log.syncs().stats(),
        log.rolls().stats(),
        log.stalls().stats(),
        checkpoints.timings(),
        compactor.timings(),
        backgroundCompaction.waits());
  }
}
