package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;

import dev.cairnkv.Batch;
import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.TextCodec;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of writers that wait for a compaction when the store is shut down or poisoned. */
class WaitingWritersTest {
  private static final int SHARD_SIZE = 64 << 10;
  private static final int WRITERS = 8;
  private static final int KEYS = 1000;
  private static final String VALUE = " is a value of some length, so that shards fill up";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final AtomicBoolean syncsFail = new AtomicBoolean();
  private final AtomicBoolean happened = new AtomicBoolean();
  private final WatchingClock clock = new WatchingClock();
  private final InMemoryShardStorage place = new InMemoryShardStorage();
  private final KvStore<String, String> store =
      ShardedStore.restore(
          failing(place),
          Codecs.of(KeyType.STRING, new TextCodec()),
          clock,
          options().toBuilder().listener(this::onEvent).build());
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  private static StoreOptions options() {
    return Stores.OPTIONS.toBuilder()
        .shardSizeBytes(SHARD_SIZE)
        .compaction(CompactionOptions.defaults())
        .build();
  }

  /** The compaction stands once it has begun. */
  private void onEvent(StoreEvent event) {
    if (event instanceof StoreEvent.CompactionBegun) {
      begun.countDown();
      try {
        mayGoOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterEach
  void letGo() {
    other.shutdown();
    giveUp();
  }

  private void giveUp() {
    mayGoOn.countDown();
    try {
      store.shutdown();
    } catch (StorePoisonedException _) {
      // as it should be
    }
  }

  private ShardStorage failing(ShardStorage storage) {
    ShardStorage failing = Delegates.to(ShardStorage.class, storage);
    doAnswer(call -> failing((Shard) call.getMethod().invoke(storage, call.getArguments())))
        .when(failing)
        .createShard(anyInt(), anyLong(), any());
    return failing;
  }

  private Shard failing(Shard shard) {
    Shard failing = Delegates.to(Shard.class, shard);
    doAnswer(
            _ -> {
              if (syncsFail.get()) {
                throw new StorageException("the device is gone");
              }
              shard.sync();
              return null;
            })
        .when(failing)
        .sync();
    return failing;
  }

  /** Writes until a compaction has begun, and stands. */
  private void fallBehind() {
    for (int i = 0; begun.getCount() > 0; i++) {
      store.put("key " + i % KEYS, i + VALUE);
    }
  }

  /** Has another thread do something while the next writer waits, which ends first. */
  private void whileAWriterWaits(Runnable something) {
    clock.whenAWriterYields(
        () -> {
          if (happened.compareAndSet(false, true)) {
            join(other.submit(something));
          }
        });
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AssertionError("it did not end as it should", e);
    }
  }

  private void shutDown() {
    mayGoOn.countDown();
    store.shutdown();
  }

  private void poison() {
    syncsFail.set(true);
    assertThatThrownBy(
            () -> {
              store.put("other", VALUE); // so that there is something to sync
              store.sync();
            })
        .isInstanceOf(StorePoisonedException.class);
  }

  /** Writes until one of the writes was a writer's that waited. Returns how many there were. */
  private int writeUntilOneWaits(WriteOptions how) {
    int count = 0;
    while (!happened.get()) {
      store.put("key", count++ + VALUE, how);
    }
    return count;
  }

  private KvStore<String, String> restart() {
    return Stores.restore(place.restart(), options());
  }

  @Test
  void aWriterThatWaitsAtTheShutdownHasWritten() {
    fallBehind();
    whileAWriterWaits(this::shutDown);

    int written = writeUntilOneWaits(WriteOptions.defaults());

    assertThatThrownBy(() -> store.put("key", VALUE)).isInstanceOf(StoreClosedException.class);
    try (KvStore<String, String> restarted = restart()) {
      assertThat(restarted.stats().restored().cleanShutdown()).isTrue();
      assertThat(restarted.get("key")).isEqualTo(written - 1 + VALUE);
    }
  }

  @Test
  void aWriterThatWaitsWhenTheStoreIsPoisonedHasWritten() {
    fallBehind();
    whileAWriterWaits(this::poison);

    int written = writeUntilOneWaits(WriteOptions.defaults());

    assertThatThrownBy(() -> store.put("key", VALUE)).isInstanceOf(StorePoisonedException.class);
    assertThat(store.get("key")).isEqualTo(written - 1 + VALUE);
    mayGoOn.countDown();
    assertThatThrownBy(store::shutdown).isInstanceOf(StorePoisonedException.class);
    try (KvStore<String, String> restarted = restart()) {
      assertThat(restarted.get("key")).isEqualTo(written - 1 + VALUE);
    }
  }

  /** It is synced before it waits. */
  @Test
  void aWriterOfSyncedWritesWaitsForNothingThatCouldFail() {
    fallBehind();
    whileAWriterWaits(this::poison);

    int written = writeUntilOneWaits(WriteOptions.synced());

    assertThat(store.get("key")).isEqualTo(written - 1 + VALUE);
    assertThatThrownBy(() -> store.put("key", VALUE, WriteOptions.synced()))
        .isInstanceOf(StorePoisonedException.class);
  }

  @Test
  void aWriterThatIsRefusedDoesNotWait() {
    fallBehind();
    whileAWriterWaits(this::poison);
    var _ = writeUntilOneWaits(WriteOptions.defaults());
    long before = store.stats().timings().yields().count();

    for (int i = 0; i < KEYS; i++) {
      assertThatThrownBy(() -> store.put("key", VALUE)).isInstanceOf(StorePoisonedException.class);
    }

    assertThat(store.stats().timings().yields().count()).isEqualTo(before);
  }

  @Test
  void manyWritersEndWithTheShutdown() {
    fallBehind();
    whileAWriterWaits(this::shutDown);

    endWith(StoreClosedException.class);
  }

  @Test
  void manyWritersEndWithThePoison() {
    fallBehind();
    whileAWriterWaits(this::poison);

    endWith(StorePoisonedException.class);
  }

  /** What was acknowledged is there afterwards, or what was written last. */
  private void endWith(Class<? extends KvException> failure) {
    List<Future<Integer>> acknowledged = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Consumer<String> write = write(writer);
        acknowledged.add(writers.submit(() -> writeUntil(failure, write)));
      }
      acknowledged.forEach(WaitingWritersTest::join);
    }
    giveUp();
    try (KvStore<String, String> restarted = restart()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        int last = join(acknowledged.get(writer));
        String before = last < 0 ? null : last + VALUE;
        assertThat(restarted.get("writer " + writer)).isIn(before, last + 1 + VALUE);
      }
    }
  }

  /** Returns how a writer writes. */
  private Consumer<String> write(int writer) {
    String key = "writer " + writer;
    return switch (writer % 4) {
      case 0 -> value -> store.put(key, value);
      case 1 -> value -> store.put(key, value, WriteOptions.synced());
      case 2 -> value -> store.write(new Batch<String, String>().put(key, value).delete("none"));
      default -> value -> store.compute(key, (_, _) -> value);
    };
  }

  /** Returns the number of the last write that was acknowledged. */
  private static int writeUntil(Class<? extends KvException> failure, Consumer<String> write) {
    int number = 0;
    while (true) {
      try {
        write.accept(number + VALUE);
        number++;
      } catch (KvException e) {
        assertThat(e).isInstanceOf(failure);
        return number - 1;
      }
    }
  }
}
