package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.KvStore;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A batch is there as a whole, or not at all. */
class BatchTest {
  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = Stores.restore(storage);

  private void crash() {
    storage = storage.restart();
    store = Stores.restore(storage);
  }

  private static Batch<String, String> puts(int count, String value) {
    Batch<String, String> batch = new Batch<>();
    for (int i = 0; i < count; i++) {
      batch.put("key " + i, value);
    }
    return batch;
  }

  @Test
  void makesAllWritesInTheirOrder() {
    store.put("gone", "1");
    store.write(
        new Batch<String, String>()
            .put("a", "1")
            .delete("gone")
            .put("b", "2")
            .put("a", "3")
            .delete("never there"));

    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "3", "b", "2"));
    crash();
    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "3", "b", "2"));
  }

  @Test
  void anEmptyBatchWritesNothing() {
    store.write(new Batch<>());

    assertThat(store.stats().lastSequence()).isZero();
  }

  @Test
  void isThereAsAWholeAlthoughItTakesSeveralShards() {
    store.write(puts(300, "a value of some length, so that it takes a few shards"));

    assertThat(storage.shardIds()).hasSizeGreaterThan(5);
    crash();
    assertThat(store.size()).isEqualTo(300);
  }

  @Test
  void isNotThereIfTheLogEndsWithinIt() {
    store.put("before", "1");
    long start = store.stats().usedBytes();
    store.write(puts(3, "x"));
    long end = store.stats().usedBytes();
    byte[] whole = storage.restart().bytes(1);
    for (long cut = start; cut <= end; cut += 8) {
      InMemoryShardStorage torn = copyOf(storage, Arrays.copyOf(whole, (int) cut));

      try (KvStore<String, String> next = Stores.restore(torn)) {
        boolean complete = cut == end;
        assertThat(next.size()).as("cut at %d", cut).isEqualTo(complete ? 4 : 1);
        assertThat(next.get("before")).isEqualTo("1");
        next.put("after", "2");
      }
      // The next records must not be taken for the missing end of the batch.
      try (KvStore<String, String> next = Stores.restore(torn.reopen())) {
        assertThat(next.size()).as("cut at %d", cut).isEqualTo(cut == end ? 5 : 2);
      }
      InMemoryShardStorage scanned = torn.reopen();
      scanned.deleteCheckpoint();
      try (KvStore<String, String> next = Stores.restore(scanned)) {
        assertThat(next.size()).as("cut at %d", cut).isEqualTo(cut == end ? 5 : 2);
      }
    }
  }

  @Test
  void hasNotHappenedIfTheStorageIsFullInBetween() {
    store.put("before", "1");
    storage.setCapacityBytes(3 * Stores.SHARD_SIZE);

    assertThatThrownBy(() -> store.write(puts(300, "a value of some length, to fill them")))
        .isInstanceOf(StoreFullException.class);

    assertThat(Stores.content(store)).isEqualTo(Map.of("before", "1"));
    storage.setCapacityBytes(Long.MAX_VALUE);
    store.put("after", "2");
    crash();
    assertThat(Stores.content(store)).isEqualTo(Map.of("before", "1", "after", "2"));
    store.shutdown();
    storage = storage.reopen();
    store = Stores.restore(storage);
    assertThat(Stores.content(store)).isEqualTo(Map.of("before", "1", "after", "2"));
  }

  /**
   * The last frame of a batch was the first of a new shard and is lost. The seal that a restore
   * puts into the empty shard once had the sequence of the lost frame, and the batch counted.
   */
  @Test
  void isNotThereIfItsLastFrameWasToBeTheFirstOfAShard() {
    int fitting = 1;
    while (storage.shardIds().size() < 2) {
      storage = new InMemoryShardStorage();
      store = Stores.restore(storage);
      store.write(puts(++fitting, "a value of some length"));
    }
    assertThat(store.stats().shards().getLast().liveRecords()).isOne();
    int header = ShardHeaderDescriptor.LENGTH;
    storage.overwrite(2, header, new byte[Stores.SHARD_SIZE - header]);

    crash();
    assertThat(store.size()).isZero();
    store.put("after", "1");
    crash();
    assertThat(Stores.content(store)).isEqualTo(Map.of("after", "1"));
  }

  @Test
  void writesNothingIfOneRecordIsTooLarge() {
    Batch<String, String> batch = puts(3, "x").put("large", "v".repeat(Stores.SHARD_SIZE));

    assertThatThrownBy(() -> store.write(batch)).isInstanceOf(RecordTooLargeException.class);

    assertThat(store.size()).isZero();
    assertThat(store.stats().lastSequence()).isZero();
  }

  /** The last frame of a batch that was synced is damaged: the batch counts, less that record. */
  @Test
  void countsThoughItsLastFrameIsDamaged() {
    store.write(puts(3, "x"));
    long end = store.stats().usedBytes();
    store.sync();
    store.put("after", "1");
    storage = storage.restart();
    storage.overwrite(1, end - 2, new byte[] {'?'});

    store = Stores.restore(storage);

    assertThat(store.get("key 0")).isEqualTo("x");
    assertThat(store.get("key 1")).isEqualTo("x");
    assertThat(store.get("after")).isEqualTo("1");
    assertThatThrownBy(() -> store.get("key 2")).isInstanceOf(CorruptFrameException.class);
  }

  private static InMemoryShardStorage copyOf(InMemoryShardStorage source, byte[] shard) {
    InMemoryShardStorage copy = new InMemoryShardStorage();
    copy.create();
    copy.writeDocument("manifest", Objects.requireNonNull(source.readDocument("manifest")));
    byte[] header = Arrays.copyOf(shard, ShardHeaderDescriptor.LENGTH);
    copy.createShard(1, Stores.SHARD_SIZE, header).close();
    copy.overwrite(1, 0, shard);
    return copy;
  }

  @Test
  void overwritesInABatchAreSeenAsTheLatest() {
    Map<String, String> model = new HashMap<>();
    for (int round = 0; round < 20; round++) {
      Batch<String, String> batch = new Batch<>();
      for (int i = 0; i < 10; i++) {
        String key = "key " + (round * 7 + i * 3) % 25;
        if ((round + i) % 4 == 0) {
          batch.delete(key);
          model.remove(key);
        } else {
          batch.put(key, "round " + round);
          model.put(key, "round " + round);
        }
      }
      store.write(batch);
      assertThat(Stores.content(store)).isEqualTo(model);
      if (round % 5 == 0) {
        crash();
      }
    }
    crash();
    assertThat(Stores.content(store)).isEqualTo(model);
  }
}
