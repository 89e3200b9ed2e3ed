package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.Batch;
import dev.cairnkv.KvStore;
import dev.cairnkv.OperationStats;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationStatsTest {
  private final InMemoryShardStorage storage = new InMemoryShardStorage();

  @Test
  void countsWhatTheStoreWasAskedToDo() {
    try (KvStore<String, String> store = Stores.restore(storage)) {
      store.put("a", "1");
      store.put("a", "2");
      store.putIfAbsent("a", "3");
      store.putIfAbsent("b", "4");
      store.merge("b", "5", String::concat);
      store.touch("b", Duration.ofDays(1));
      store.write(new Batch<String, String>().put("c", "6").delete("d"));
      store.delete("c");
      store.delete("c");
      store.delete("b", "45");
      store.get("a");
      store.get("b");
      store.getAll(List.of("a", "b", "c"));

      OperationStats operations = store.stats().operations();

      assertThat(operations.puts()).isEqualTo(6);
      assertThat(operations.deletes()).isEqualTo(3);
      assertThat(operations.hits()).isEqualTo(2);
      assertThat(operations.misses()).isEqualTo(3);
      assertThat(operations.appendedBytes())
          .isEqualTo(store.stats().usedBytes() - ShardHeaderDescriptor.LENGTH);
    }
  }

  @Test
  void beginsAtZeroEachTimeTheStoreIsOpened() {
    try (KvStore<String, String> store = Stores.restore(storage)) {
      store.put("a", "1");
    }
    try (KvStore<String, String> store = Stores.restore(storage)) {
      assertThat(store.stats().operations()).isEqualTo(new OperationStats(0, 0, 0, 0, 0));
    }
  }
}
