package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a restore takes from a checkpoint, and that it does well without one. */
class CheckpointTest {
  private InMemoryShardStorage storage = new InMemoryShardStorage();

  private KvStore<String, String> restore() {
    return Stores.restore(storage);
  }

  private static RestoreReport report(KvStore<String, String> store) {
    return store.stats().restored();
  }

  private static void fill(KvStore<String, String> store, int from, int to) {
    for (int i = from; i < to; i++) {
      store.put("key " + i, "value " + i);
    }
  }

  private static void assertFilled(KvStore<String, String> store, int keys) {
    assertThat(store.size()).isEqualTo(keys);
    for (int i = 0; i < keys; i++) {
      assertThat(store.get("key " + i)).isEqualTo("value " + i);
    }
  }

  @Test
  void replaysNothingAfterACleanShutdown() {
    KvStore<String, String> store = restore();
    fill(store, 0, 500);
    store.delete("key 499");
    store.shutdown();
    storage = storage.reopen();

    KvStore<String, String> next = restore();

    assertThat(report(next).checkpointKeys()).isEqualTo(499);
    assertThat(report(next).frames()).isZero();
    assertThat(next.stats().checkpointSequence()).isEqualTo(501);
    assertFilled(next, 499);
    assertThat(next.stats().liveBytes()).isEqualTo(store.stats().liveBytes());
    assertThat(next.stats().usedBytes()).isEqualTo(store.stats().usedBytes());
    next.shutdown();
  }

  @Test
  void replaysWhatWasWrittenBehindTheCheckpoint() {
    KvStore<String, String> store = restore();
    fill(store, 0, 300);
    store.checkpoint();
    fill(store, 300, 600);
    store.put("key 5", "later");
    store.delete("key 6");
    storage = storage.restart();

    KvStore<String, String> next = restore();

    assertThat(report(next).checkpointKeys()).isEqualTo(300);
    assertThat(report(next).frames()).isEqualTo(302);
    assertThat(next.get("key 5")).isEqualTo("later");
    assertThat(next.contains("key 6")).isFalse();
    assertThat(next.size()).isEqualTo(599);
    next.shutdown();
  }

  @Test
  void restoresWithoutTheCheckpointIfOneOfItsBytesIsWrong() {
    KvStore<String, String> store = restore();
    fill(store, 0, 40);
    store.shutdown();
    byte[] intact = checkpoint();
    for (int i = 0; i < intact.length; i++) {
      byte[] damaged = intact.clone();
      damaged[i] ^= 0x10;
      storage = storage.reopen();
      replaceCheckpoint(damaged);

      KvStore<String, String> next = restore();

      boolean isOpened = report(next).damages().isEmpty();
      assertThat(report(next).checkpointKeys()).as("byte %d", i).isEqualTo(isOpened ? 40 : 0);
      assertFilled(next, 40);
      if (next.stats().damages().isEmpty()) {
        assertThat(intact[i]).as("byte %d, which means nothing", i).isZero();
      }
      storage = storage.restart();
      restore().shutdown();
    }
  }

  @Test
  void takesTheKeysOfADamagedPartFromTheLog() {
    KvStore<String, String> store = restore();
    fill(store, 0, 2_000);
    fill(store, 500, 1_000);
    store.write(new Batch<String, String>().put("key 7", "from a batch").delete("key 8"));
    for (int i = 1_900; i < 2_000; i++) {
      store.delete("key " + i);
    }
    store.shutdown();
    byte[] damaged = checkpoint();
    for (int i = 100; i < 20_000; i += 160) {
      damaged[i] ^= 1;
    }
    storage = storage.reopen();
    replaceCheckpoint(damaged);
    List<StoreEvent> events = new CopyOnWriteArrayList<>();

    KvStore<String, String> next =
        Stores.restore(storage, Stores.OPTIONS.toBuilder().listener(events::add).build());

    assertThat(report(next).damages()).isEmpty();
    assertThat(next.size()).isEqualTo(1_899);
    next.put("key 9", "later");
    for (int i = 10; i < 1_900; i++) {
      assertThat(next.get("key " + i)).isEqualTo("value " + i);
    }
    assertThat(next.get("key 7")).isEqualTo("from a batch");
    assertThat(next.contains("key 8")).isFalse();
    assertThat(next.get("key 9")).isEqualTo("later");
    for (int i = 1_900; i < 2_000; i++) {
      assertThat(next.contains("key " + i)).isFalse();
    }
    assertThat(next.stats().damages()).isNotEmpty();
    assertThat(events).anyMatch(event -> event instanceof StoreEvent.DamageFound);
    assertThat(next.stats().liveBytes() - store.stats().liveBytes()).isLessThan(100);
    storage = storage.restart();
    KvStore<String, String> last = restore();
    assertThat(last.size()).isEqualTo(1_899);
    assertThat(last.get("key 9")).isEqualTo("later");
    last.shutdown();
  }

  @Test
  void replaysEverythingIfTheCheckpointIsOfAnOlderVersion() {
    KvStore<String, String> store = restore();
    fill(store, 0, 40);
    store.shutdown();
    byte[] older = checkpoint();
    older[8] = 1;
    storage = storage.reopen();
    replaceCheckpoint(older);

    KvStore<String, String> next = restore();

    assertThat(report(next).damages()).isEmpty();
    assertThat(report(next).checkpointKeys()).isZero();
    assertThat(report(next).frames()).isEqualTo(40);
    assertFilled(next, 40);
    next.shutdown();
  }

  @Test
  void restoresWithoutTheCheckpointIfItIsTornAtAnyByte() {
    KvStore<String, String> store = restore();
    fill(store, 0, 20);
    store.shutdown();
    byte[] intact = checkpoint();
    for (int length = 1; length < intact.length; length += 7) {
      storage = storage.reopen();
      replaceCheckpoint(Arrays.copyOf(intact, length));

      KvStore<String, String> next = restore();

      assertThat(report(next).damages()).as("length %d", length).hasSize(1);
      assertFilled(next, 20);
      storage = storage.restart();
    }
  }

  @Test
  void takesNoCheckpointOfAnotherStore() {
    KvStore<String, String> store = restore();
    fill(store, 0, 20);
    store.shutdown();
    byte[] foreign = checkpoint();
    storage = new InMemoryShardStorage();
    KvStore<String, String> other = restore();
    other.put("a", "1");
    other.shutdown();
    storage = storage.reopen();
    replaceCheckpoint(foreign);

    KvStore<String, String> next = restore();

    assertThat(Stores.content(next)).isEqualTo(Map.of("a", "1"));
    assertThat(report(next).damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage.found()).contains("another store"));
    next.shutdown();
  }

  /** Half of a shard is zero, and still exactly the keys that stood there are known. */
  @Test
  void knowsTheKeysThatDamageHitWhereAScanCannot() {
    KvStore<String, String> store = restore();
    fill(store, 0, 200);
    fill(store, 0, 100);
    store.shutdown();
    storage = storage.reopen();
    int half = Stores.SHARD_SIZE / 2;
    storage.overwrite(2, half, new byte[half - 500]);

    KvStore<String, String> next = restore();

    assertThat(report(next).damages()).isEmpty();
    int damaged = 0;
    for (int i = 0; i < 200; i++) {
      String key = "key " + i;
      try {
        assertThat(next.get(key)).isEqualTo("value " + i);
      } catch (CorruptFrameException e) {
        assertThat(e.shardId()).isEqualTo(2);
        damaged++;
      }
    }
    assertThat(damaged).isPositive().isLessThan(60);
    assertThat(next.stats().damages()).hasSize(damaged);
    assertThat(next.get("never there")).isNull();
    next.shutdown();
  }

  @Test
  void remembersThatKeysAreInDoubt() {
    KvStore<String, String> store = restore();
    fill(store, 0, 200);
    store.shutdown();
    storage = storage.reopen();
    storage.deleteCheckpoint();
    storage.overwrite(2, ShardHeaderDescriptor.LENGTH, new byte[512]);
    KvStore<String, String> doubtful = restore();
    assertThatThrownBy(() -> doubtful.get("never there")).isInstanceOf(CorruptFrameException.class);
    doubtful.put("key 0", "new");
    doubtful.checkpoint();
    storage = storage.restart();

    KvStore<String, String> next = restore();

    assertThat(report(next).checkpointKeys()).isPositive();
    assertThat(next.get("key 0")).isEqualTo("new");
    assertThat(next.get("key 199")).isEqualTo("value 199");
    assertThatThrownBy(() -> next.get("never there")).isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> next.get("key 1")).isInstanceOf(CorruptFrameException.class);
    next.shutdown();
  }

  @Test
  void opensAShardWhoseHeaderIsGoneWithTheCopyOfTheCheckpoint() {
    KvStore<String, String> store = restore();
    fill(store, 0, 10);
    store.checkpoint();
    storage = storage.restart();
    storage.overwrite(1, 0, new byte[ShardHeaderDescriptor.LENGTH]);

    KvStore<String, String> next = restore();

    assertFilled(next, 10);
    assertThat(report(next).damages()).hasSize(1);
    next.shutdown();
  }

  @Test
  void isWrittenInTheBackgroundWhenEnoughWasAppended() throws InterruptedException {
    BlockingQueue<StoreEvent> events = new LinkedBlockingQueue<>();
    StoreOptions options =
        Stores.OPTIONS.toBuilder().checkpointBytes(10_000).listener(events::add).build();
    KvStore<String, String> store = Stores.restore(storage, options);
    fill(store, 0, 1000);

    StoreEvent.CheckpointWritten written = null;
    while (written == null) {
      StoreEvent event = Objects.requireNonNull(events.poll(60, TimeUnit.SECONDS), "an event");
      written = event instanceof StoreEvent.CheckpointWritten checkpoint ? checkpoint : null;
    }

    assertThat(written.sequence()).isPositive();
    storage = storage.restart();
    KvStore<String, String> next = restore();
    assertThat(report(next).checkpointKeys()).isPositive();
    assertFilled(next, 1000);
    next.shutdown();
  }

  @Test
  void aFullStorageKeepsTheCheckpointBefore() {
    KvStore<String, String> store = restore();
    fill(store, 0, 10);
    store.checkpoint();
    fill(store, 10, 20);
    storage.setCapacityBytes(0);

    assertThatThrownBy(store::checkpoint).isInstanceOf(StoreFullException.class);

    storage = storage.restart();
    storage.setCapacityBytes(Long.MAX_VALUE);
    KvStore<String, String> next = restore();
    assertThat(report(next).checkpointKeys()).isEqualTo(10);
    assertFilled(next, 20);
    next.shutdown();
  }

  @Test
  void aShutdownOnAFullStorageTellsThatThereIsNoCheckpoint() {
    List<StoreEvent> events = new CopyOnWriteArrayList<>();
    KvStore<String, String> store =
        Stores.restore(storage, Stores.OPTIONS.toBuilder().listener(events::add).build());
    fill(store, 0, 10);
    storage.setCapacityBytes(Stores.SHARD_SIZE + 500);

    store.shutdown();

    assertThat(events).anyMatch(event -> event instanceof StoreEvent.CheckpointFailed);
    storage = storage.reopen();
    KvStore<String, String> next = restore();
    assertThat(report(next).cleanShutdown()).isTrue();
    assertFilled(next, 10);
    next.shutdown();
  }

  private byte[] checkpoint() {
    return Stores.checkpoint(storage);
  }

  private void replaceCheckpoint(byte[] bytes) {
    Stores.replaceCheckpoint(storage, bytes);
  }
}
