package dev.cairnkv.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.CompactionReport;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimingStats;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final KvStore<String, String> store = store();

  private static KvStore<String, String> store() {
    return ShardedStore.restore(
        new InMemoryShardStorage(),
        Codecs.of(KeyType.STRING, JsonCodec.strings()),
        Clock.system(),
        StoreOptions.builder()
            .shardSizeBytes(4096)
            .syncPeriod(Duration.ZERO)
            .compaction(CompactionOptions.onDemand())
            .build());
  }

  @AfterEach
  void shutDown() {
    store.close();
  }

  @Test
  void countsWhatTheStoreIsAskedToDo() {
    new StoreMetrics(store).bindTo(registry);

    store.put("a", "1");
    store.put("b", "2");
    store.delete("b");
    store.get("a");
    store.get("a");
    store.get("b");

    assertThat(counter("cairn.puts")).isEqualTo(2);
    assertThat(counter("cairn.deletes")).isEqualTo(1);
    assertThat(counter("cairn.gets", "result", "hit")).isEqualTo(2);
    assertThat(counter("cairn.gets", "result", "miss")).isEqualTo(1);
    assertThat(counter("cairn.appended"))
        .isPositive()
        .isEqualTo(store.stats().operations().appendedBytes());
  }

  @Test
  void measuresWhatTheStoreHolds() {
    new StoreMetrics(store).bindTo(registry);
    store.put("a", "1");
    store.put("a", "2");
    store.put("b", "3");
    StoreStats stats = store.stats();

    assertThat(gauge("cairn.keys")).isEqualTo(2);
    assertThat(gauge("cairn.shards")).isEqualTo(1);
    assertThat(gauge("cairn.unsynced")).isEqualTo(3);
    assertThat(gauge("cairn.damages")).isZero();
    assertThat(gauge("cairn.index")).isPositive().isEqualTo(stats.indexBytes());
    assertThat(gauge("cairn.disk", "area", "size")).isEqualTo(4096);
    assertThat(gauge("cairn.disk", "area", "used")).isEqualTo(stats.usedBytes());
    assertThat(gauge("cairn.disk", "area", "live")).isEqualTo(stats.liveBytes());

    store.sync();
    assertThat(gauge("cairn.unsynced")).isZero();
  }

  @Test
  void countsWhatCompactionsMoveAndRemove() {
    new StoreMetrics(store).bindTo(registry);
    store.put("b", "stays");
    for (int i = 0; i < 200; i++) {
      store.put("a", "a value of some length");
    }
    long appended = counter("cairn.appended");
    CompactionReport report = store.compact();

    assertThat(report.movedBytes()).isPositive();
    assertThat(counter("cairn.compaction.moved")).isEqualTo(report.movedBytes());
    assertThat(counter("cairn.appended")).isEqualTo(appended);
    assertThat(counter("cairn.compaction.removed")).isEqualTo(report.removedBytes());
    assertThat(timer("cairn.compactions").count()).isEqualTo(1);
  }

  @Test
  void timesWhatIsSlow() {
    new StoreMetrics(store).bindTo(registry);
    store.put("a", "1");
    store.sync();
    store.checkpoint();
    TimingStats timings = store.stats().timings();

    assertThat((long) timer("cairn.syncs").count()).isPositive().isEqualTo(timings.syncs().count());
    // Micrometer reckons in seconds, as doubles.
    assertThat(Math.round(timer("cairn.syncs").totalTime(TimeUnit.NANOSECONDS)))
        .isEqualTo(timings.syncs().total().toNanos());
    assertThat(Math.round(registry.get("cairn.syncs.max").timeGauge().value(TimeUnit.NANOSECONDS)))
        .isEqualTo(timings.syncs().max().toNanos());
    assertThat(timer("cairn.checkpoints").count()).isEqualTo(1);
    assertThat(timer("cairn.rolls").count()).isZero();
    assertThat(timer("cairn.stalls").count()).isZero();
  }

  @Test
  void countsTheSnapshotsThatAreOpen() {
    new StoreMetrics(store).bindTo(registry);

    try (Snapshot<String, String> _ = store.snapshot()) {
      assertThat(gauge("cairn.snapshots")).isEqualTo(1);
      assertThat(gauge("cairn.snapshots.age")).isNotNegative();
    }

    assertThat(gauge("cairn.snapshots")).isZero();
    assertThat(gauge("cairn.snapshots.age")).isZero();
  }

  @Test
  void tellsStoresApartByTheirTags() {
    try (KvStore<String, String> other = store()) {
      new StoreMetrics(store, Tags.of("store", "first")).bindTo(registry);
      new StoreMetrics(other, Tags.of("store", "second")).bindTo(registry);
      other.put("a", "1");

      assertThat(gauge("cairn.keys", "store", "first")).isZero();
      assertThat(gauge("cairn.keys", "store", "second")).isEqualTo(1);
    }
  }

  private long counter(String name, String... tags) {
    return (long) registry.get(name).tags(tags).functionCounter().count();
  }

  private FunctionTimer timer(String name) {
    return registry.get(name).functionTimer();
  }

  private long gauge(String name, String... tags) {
    return (long) registry.get(name).tags(tags).gauge().value();
  }
}
