package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Damage;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreListener;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener is told, and that it cannot harm the store. */
class EventTest {
  private final List<StoreEvent> events = new ArrayList<>();
  private InMemoryShardStorage storage = new InMemoryShardStorage();

  private KvStore<String, String> open(StoreListener listener) {
    return Stores.restore(storage, Stores.OPTIONS.toBuilder().listener(listener).build());
  }

  @Test
  void tellsOfTheRestoreAndOfEachShard() {
    KvStore<String, String> store = open(events::add);
    for (int i = 0; i < 100; i++) {
      store.put("key " + i, "a value of some length");
    }
    store.shutdown();

    assertThat(events.getFirst()).isInstanceOf(StoreEvent.Restored.class);
    assertThat(events)
        .filteredOn(event -> event instanceof StoreEvent.ShardBegun)
        .hasSameSizeAs(store.stats().shards());
    assertThat(events.getLast()).isEqualTo(new StoreEvent.CheckpointWritten(100, 100));
  }

  @Test
  void tellsOfADamagedRecordOnceWhenItIsRead() {
    KvStore<String, String> store = open(events::add);
    store.put("a", "1");
    storage.overwrite(
        1, ShardHeaderDescriptor.LENGTH + FrameDescriptor.HEADER_LENGTH, new byte[] {'?'});
    events.clear();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> store.get("a")).isInstanceOf(CorruptFrameException.class);
    }

    Damage damage =
        new Damage(1, ShardHeaderDescriptor.LENGTH, 40, "the payload fails its checksum", true);
    assertThat(events).containsExactly(new StoreEvent.DamageFound(damage));
    assertThat(store.stats().damages()).containsExactly(damage);
  }

  @Test
  void tellsOfDamageThatTheRestoreFinds() {
    KvStore<String, String> store = open(StoreListener.none());
    store.put("a", "1");
    store.sync();
    store.put("b", "2");
    storage = storage.restart();
    storage.overwrite(
        1, ShardHeaderDescriptor.LENGTH + FrameDescriptor.HEADER_LENGTH, new byte[] {'?'});

    KvStore<String, String> next = open(events::add);

    assertThat(events)
        .hasSize(2)
        .anyMatch(event -> event instanceof StoreEvent.DamageFound)
        .anyMatch(event -> event instanceof StoreEvent.Restored);
    next.shutdown();
  }

  @Test
  void aListenerThatThrowsHarmsNothingAndIsHeardOf() {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    List<Throwable> uncaught = new ArrayList<>();
    thread.setUncaughtExceptionHandler((_, e) -> uncaught.add(e));
    try {
      KvStore<String, String> store =
          open(
              event -> {
                throw new IllegalStateException("on purpose");
              });
      store.put("a", "1");
      assertThat(store.get("a")).isEqualTo("1");
      store.shutdown();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(uncaught).hasSize(3).allMatch(e -> "on purpose".equals(e.getMessage()));
  }
}
