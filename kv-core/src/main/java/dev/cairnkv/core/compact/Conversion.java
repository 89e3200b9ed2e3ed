package dev.cairnkv.core.compact;

import dev.cairnkv.CompactionStats;
import dev.cairnkv.ConversionReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.core.compact.Compactor.Outcome;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.log.LogShard;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites every shard of another codec than that of new shards, the oldest first, as a compaction
 * does. New shards are of the right codec, so there is nothing to remember: whatever ends this, the
 * next one goes on with what is left. For one thread, which has the compactor's lock.
 */
final class Conversion {
  private final Surroundings in;
  private final Compactor compactor;
  private final CodecStamp writer;
  private final ScanProgress progress;

  Conversion(Surroundings in, Compactor compactor, CodecStamp writer, ScanProgress progress) {
    this.in = in;
    this.compactor = compactor;
    this.writer = writer;
    this.progress = progress;
  }

  ConversionReport run() {
    long start = in.clock().nanoTime();
    CompactionStats before = compactor.stats();
    long recordsBefore = compactor.movedRecords();
    if (!others().isEmpty()) {
      compactor.prepare();
      in.turn().take(in.log()::leaveOtherCodec);
      convert(others());
    }
    CompactionStats now = compactor.stats();
    return new ConversionReport(
        (int) (now.removedShards() - before.removedShards()),
        now.removedBytes() - before.removedBytes(),
        compactor.movedRecords() - recordsBefore,
        now.movedBytes() - before.movedBytes(),
        others().stream().map(LogShard::id).toList(),
        Duration.ofNanos(in.clock().nanoTime() - start));
  }

  private void convert(List<LogShard> shards) {
    long total = shards.stream().mapToLong(LogShard::sizeBytes).sum();
    long done = 0;
    progress.at(done, total);
    for (LogShard shard : shards) {
      convert(shard.id());
      done += shard.sizeBytes();
      progress.at(done, total);
    }
  }

  /** Takes a shard out, after those before it that would come to life without it. */
  private void convert(int id) {
    Plan plan = in.catalog().shards().find(id) == null ? null : plan(id);
    if (plan == null) {
      return; // it went with another one, or has to stay
    }
    for (int each : plan.shardIds()) {
      if (compactor.takeOut(each, Pace.UNLIMITED, Runnable::run) != Outcome.REMOVED) {
        return;
      }
    }
  }

  private @Nullable Plan plan(int id) {
    // Which one must stay is seen when what is needed of it has been moved.
    return new VictimChoice(compactor.spaces(0), Long.MAX_VALUE, Long.MAX_VALUE).of(id);
  }

  private List<LogShard> others() {
    return in.catalog().shards().all().stream()
        .filter(shard -> !shard.header().codec().equals(writer))
        .toList();
  }
}
