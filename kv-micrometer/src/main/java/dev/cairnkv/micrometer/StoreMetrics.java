package dev.cairnkv.micrometer;

import dev.cairnkv.CompactionStats;
import dev.cairnkv.KvStore;
import dev.cairnkv.OperationStats;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimerStats;
import dev.cairnkv.TimingStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Makes meters of what {@link KvStore#stats} says. Each meter asks for the figures when it is read,
 * which takes time for each shard of the store; operations of the store cost nothing more.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>kind</th><th>what</th></tr>
 *   <tr><td>{@code cairn.gets}</td><td>counter, tag {@code result}: {@code hit} or {@code miss}</td>
 *     <td>keys that were read</td></tr>
 *   <tr><td>{@code cairn.puts}, {@code cairn.deletes}</td><td>counter</td>
 *     <td>values stored, keys removed</td></tr>
 *   <tr><td>{@code cairn.appended}</td><td>counter, bytes</td><td>what that took</td></tr>
 *   <tr><td>{@code cairn.keys}</td><td>gauge</td><td>keys</td></tr>
 *   <tr><td>{@code cairn.index}</td><td>gauge, bytes</td><td>memory of the index</td></tr>
 *   <tr><td>{@code cairn.shards}</td><td>gauge</td><td>shards</td></tr>
 *   <tr><td>{@code cairn.disk}</td>
 *     <td>gauge, bytes, tag {@code area}: {@code size}, {@code used} or {@code live}</td>
 *     <td>shards, frames in them, and those that are the latest of a key</td></tr>
 *   <tr><td>{@code cairn.unsynced}</td><td>gauge</td><td>records that are not synced yet</td></tr>
 *   <tr><td>{@code cairn.snapshots}</td><td>gauge</td><td>snapshots that are open</td></tr>
 *   <tr><td>{@code cairn.snapshots.age}</td><td>gauge, seconds</td>
 *     <td>for how long the oldest of them is</td></tr>
 *   <tr><td>{@code cairn.damages}</td><td>gauge</td><td>damaged places known</td></tr>
 *   <tr><td>{@code cairn.compaction.moved}, {@code cairn.compaction.removed}</td>
 *     <td>counter, bytes</td>
 *     <td>what compactions appended anew, and the size of the shards that they removed</td></tr>
 *   <tr><td>{@code cairn.syncs}, {@code cairn.rolls}, {@code cairn.stalls}, {@code
 *     cairn.checkpoints}, {@code cairn.compactions}, {@code cairn.yields}</td><td>timer</td>
 *     <td>how often and how long, as {@link TimingStats} says</td></tr>
 *   <tr><td>the same with {@code .max} behind</td><td>gauge, time</td>
 *     <td>how long the longest since the store was opened</td></tr>
 * </table>
 *
 * <p>A registry refers to the store weakly: the meters of a store that nothing else refers to give
 * no number any more. Those of a store that was shut down keep the last one.
 */
public final class StoreMetrics implements MeterBinder {
  private static final String AREA = "area";
  private static final String RESULT = "result";

  private final KvStore<?, ?> store;
  private final Tags tags;

  /** Makes the meters of a store that is the only one in its registry. */
  public StoreMetrics(KvStore<?, ?> store) {
    this(store, Tags.empty());
  }

  /**
   * Makes the meters of a store.
   *
   * @param tags what tells this store from others in the same registry
   */
  public StoreMetrics(KvStore<?, ?> store, Iterable<Tag> tags) {
    this.store = Objects.requireNonNull(store, "store");
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter("cairn.gets", tags.and(RESULT, "hit"), OperationStats::hits).register(registry);
    counter("cairn.gets", tags.and(RESULT, "miss"), OperationStats::misses).register(registry);
    counter("cairn.puts", tags, OperationStats::puts).register(registry);
    counter("cairn.deletes", tags, OperationStats::deletes).register(registry);
    counter("cairn.appended", tags, OperationStats::appendedBytes)
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    gauge("cairn.keys", tags, StoreStats::keys).register(registry);
    bytes("cairn.index", tags, StoreStats::indexBytes).register(registry);
    gauge("cairn.shards", tags, stats -> stats.shards().size()).register(registry);
    bytes("cairn.disk", tags.and(AREA, "size"), StoreStats::sizeBytes).register(registry);
    bytes("cairn.disk", tags.and(AREA, "used"), StoreStats::usedBytes).register(registry);
    bytes("cairn.disk", tags.and(AREA, "live"), StoreStats::liveBytes).register(registry);
    gauge("cairn.unsynced", tags, stats -> stats.lastSequence() - stats.syncedSequence())
        .register(registry);
    gauge("cairn.snapshots", tags, stats -> stats.snapshots().open()).register(registry);
    gauge("cairn.snapshots.age", tags, stats -> stats.snapshots().oldestAge().toSeconds())
        .baseUnit("seconds")
        .register(registry);
    gauge("cairn.damages", tags, stats -> stats.damages().size()).register(registry);
    compactedBytes("cairn.compaction.moved", CompactionStats::movedBytes).register(registry);
    compactedBytes("cairn.compaction.removed", CompactionStats::removedBytes).register(registry);
    bindTimer(registry, "cairn.syncs", TimingStats::syncs);
    bindTimer(registry, "cairn.rolls", TimingStats::rolls);
    bindTimer(registry, "cairn.stalls", TimingStats::stalls);
    bindTimer(registry, "cairn.checkpoints", TimingStats::checkpoints);
    bindTimer(registry, "cairn.compactions", TimingStats::compactions);
    bindTimer(registry, "cairn.yields", TimingStats::yields);
  }

  private FunctionCounter.Builder<KvStore<?, ?>> compactedBytes(
      String name, ToDoubleFunction<CompactionStats> figure) {
    return FunctionCounter.<KvStore<?, ?>>builder(
            name, store, asked -> figure.applyAsDouble(asked.stats().compaction()))
        .tags(tags)
        .baseUnit(BaseUnits.BYTES);
  }

  private void bindTimer(
      MeterRegistry registry, String name, Function<TimingStats, TimerStats> timer) {
    FunctionTimer.<KvStore<?, ?>>builder(
            name,
            store,
            asked -> timer.apply(asked.stats().timings()).count(),
            asked -> timer.apply(asked.stats().timings()).total().toNanos(),
            TimeUnit.NANOSECONDS)
        .tags(tags)
        .register(registry);
    TimeGauge.<KvStore<?, ?>>builder(
            name + ".max",
            store,
            TimeUnit.NANOSECONDS,
            asked -> timer.apply(asked.stats().timings()).max().toNanos())
        .tags(tags)
        .register(registry);
  }

  private FunctionCounter.Builder<KvStore<?, ?>> counter(
      String name, Tags all, ToDoubleFunction<OperationStats> figure) {
    return FunctionCounter.<KvStore<?, ?>>builder(
            name, store, asked -> figure.applyAsDouble(asked.stats().operations()))
        .tags(all);
  }

  private Gauge.Builder<KvStore<?, ?>> bytes(
      String name, Tags all, ToDoubleFunction<StoreStats> figure) {
    return gauge(name, all, figure).baseUnit(BaseUnits.BYTES);
  }

  private Gauge.Builder<KvStore<?, ?>> gauge(
      String name, Tags all, ToDoubleFunction<StoreStats> figure) {
    return Gauge.<KvStore<?, ?>>builder(name, store, asked -> figure.applyAsDouble(asked.stats()))
        .tags(all);
  }
}
