package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KvStore;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes on where there is no room for another shard. */
class FullStorageTest {
  private static final int SHARD_SIZE = 64 << 10;

  private final List<StoreEvent> events = new ArrayList<>();
  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = open();
  private int keys;

  private KvStore<String, String> open() {
    return Stores.restore(
        storage.reopen(),
        Stores.OPTIONS.toBuilder().shardSizeBytes(SHARD_SIZE).listener(events::add).build());
  }

  @BeforeEach
  void fillUp() {
    storage.setCapacityBytes(2 * SHARD_SIZE + 1000);
    assertThatThrownBy(
            () -> {
              while (true) {
                store.put("key " + keys, "a value of some length");
                keys++;
              }
            })
        .isInstanceOf(StoreFullException.class);
  }

  @Test
  void readsGoOn() {
    for (int i = 0; i < keys; i++) {
      assertThat(store.get("key " + i)).isEqualTo("a value of some length");
    }
    assertThat(store.get("key " + keys)).isNull();
  }

  @Test
  void deletesGoOnWithinTheReserve() {
    int reserved = SHARD_SIZE / 64 / 40;
    for (int i = 0; i < reserved; i++) {
      assertThat(store.delete("key " + i)).isTrue();
    }
    assertThat(store.size()).isEqualTo(keys - reserved);

    store = open2();
    assertThat(store.size()).isEqualTo(keys - reserved);
    assertThat(store.get("key 0")).isNull();
  }

  @Test
  void deletesBeyondTheReserveFailAndChangeNothing() {
    int deleted = 0;
    boolean full = false;
    while (!full) {
      try {
        store.delete("key " + deleted);
        deleted++;
      } catch (StoreFullException _) {
        full = true;
      }
    }

    assertThat(store.get("key " + deleted)).isEqualTo("a value of some length");
    assertThat(store.size()).isEqualTo(keys - deleted);
  }

  @Test
  void writingResumesWhenThereIsRoomAgain() {
    storage.setCapacityBytes(4 * SHARD_SIZE);

    store.put("after", "1");

    assertThat(store.get("after")).isEqualTo("1");
    assertThat(store.size()).isEqualTo(keys + 1);
  }

  @Test
  void itIsToldOnceUntilThereIsRoomAgain() {
    assertThatThrownBy(() -> store.put("again", "1")).isInstanceOf(StoreFullException.class);
    assertThat(events).filteredOn(event -> event instanceof StoreEvent.Full).hasSize(1);

    storage.setCapacityBytes(3 * SHARD_SIZE + 1000);
    assertThatThrownBy(
            () -> {
              while (true) {
                store.put("key " + keys, "a value of some length");
                keys++;
              }
            })
        .isInstanceOf(StoreFullException.class);
    assertThat(events).filteredOn(event -> event instanceof StoreEvent.Full).hasSize(2);
  }

  private KvStore<String, String> open2() {
    storage.restart();
    return open();
  }
}
