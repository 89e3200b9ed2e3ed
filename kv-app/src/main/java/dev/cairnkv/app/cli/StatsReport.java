package dev.cairnkv.app.cli;

import dev.cairnkv.RestoreReport;
import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimerStats;
import dev.cairnkv.TimingStats;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sets figures of a store as JSON. Sizes are in bytes, durations in milliseconds. */
final class StatsReport {

  private StatsReport() {}

  static ObjectNode of(String directory, StoreStats stats) {
    ObjectNode report = JsonReport.object();
    report.put("store", directory);
    report.put("keys", stats.keys());
    report.put("size", stats.sizeBytes());
    putShares(report, share -> share.bytes(stats.shards()));
    report.put("index", stats.indexBytes());
    report.put("last-sequence", stats.lastSequence());
    report.put("synced-sequence", stats.syncedSequence());
    report.put("checkpoint-sequence", stats.checkpointSequence());
    putRestored(report.putObject("restored"), stats.restored());
    putTimings(report.putObject("timings"), stats.timings());
    ArrayNode shards = report.putArray("shards");
    stats.shards().forEach(shard -> putShard(shards.addObject(), shard));
    ArrayNode damages = report.putArray("damages");
    stats.damages().forEach(damage -> DamageLines.put(damages.addObject(), damage));
    return report;
  }

  private static void putRestored(ObjectNode target, RestoreReport restored) {
    target.put("created", restored.created());
    target.put("clean-shutdown", restored.cleanShutdown());
    target.put("duration-millis", restored.duration().toMillis());
    target.put("checkpoint-keys", restored.checkpointKeys());
    target.put("frames", restored.frames());
    target.put("bytes", restored.bytes());
    target.put("cut", restored.cutBytes());
    ArrayNode unknown = target.putArray("unknown-names");
    restored.unknownNames().forEach(unknown::add);
  }

  private static void putTimings(ObjectNode target, TimingStats timings) {
    StatsTable.timers(timings).forEach((name, timer) -> putTimer(target.putObject(name), timer));
  }

  private static void putTimer(ObjectNode target, TimerStats timer) {
    target.put("count", timer.count());
    target.put("total-millis", timer.total().toMillis());
    target.put("max-millis", timer.max().toMillis());
  }

  private static void putShard(ObjectNode target, ShardStats shard) {
    target.put("id", shard.id());
    target.put("codec", shard.codecId());
    target.put("codec-version", shard.codecVersion());
    target.put("state", shard.active() ? "active" : "sealed");
    target.put("size", shard.sizeBytes());
    putShares(target, share -> share.bytes(shard));
    target.put("keys", shard.liveRecords());
  }

  private static void putShares(ObjectNode target, ToLongFunction<Share> bytes) {
    for (Share share : Share.values()) {
      target.put(share.label(), bytes.applyAsLong(share));
    }
  }
}
