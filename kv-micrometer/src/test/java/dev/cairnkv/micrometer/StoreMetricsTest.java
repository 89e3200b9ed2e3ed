package dev.cairnkv.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
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
        StoreOptions.builder().shardSizeBytes(4096).syncPeriod(Duration.ZERO).build());
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

  private long gauge(String name, String... tags) {
    return (long) registry.get(name).tags(tags).gauge().value();
  }
}
