package dev.cairnkv.core;

import dev.cairnkv.CompactionStats;
import dev.cairnkv.Damage;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.SnapshotStats;
import dev.cairnkv.StoreStats;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.log.ShardLog;
import java.util.List;

/** Puts the figures of a store together. */
final class StatsReader {
  private StatsReader() {}

  static StoreStats read(
      Catalog catalog,
      ShardLog log,
      long checkpointSequence,
      List<Damage> damages,
      RestoreReport restored,
      OperationCounters operations,
      CompactionStats compaction,
      SnapshotStats snapshots) {
    return new StoreStats(
        catalog.index().size(),
        log.lastSequence(),
        log.syncedSequence(),
        checkpointSequence,
        catalog.index().memoryBytes(),
        log.shards().all().stream().map(shard -> shard.stats(log.isActive(shard))).toList(),
        damages,
        restored,
        operations.stats(log.appendedBytes()),
        compaction,
        snapshots);
  }
}
