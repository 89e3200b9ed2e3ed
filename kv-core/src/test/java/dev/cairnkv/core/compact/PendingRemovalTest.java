package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.cairnkv.KvStore;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** A shard is removed beside the move of the next one, and never out of turn. */
class PendingRemovalTest {
  private static final Executor NOBODY = _ -> {};
  private static final String VALUE = " is a value of some length, so that shards fill up";

  private final Removal removal = mock(Removal.class);
  private final LogShard shard = mock(LogShard.class);
  private final LogShard next = mock(LogShard.class);
  private final PendingRemoval pending = new PendingRemoval(removal);

  @Test
  void whoAwaitsItDoesWhatNobodyDid() {
    when(removal.remove(shard)).thenReturn(true);

    assertThat(pending.begin(shard, NOBODY)).isTrue();

    verify(removal, never()).remove(shard);
    assertThat(pending.isOf(shard)).isTrue();
    assertThat(pending.await()).isTrue();
    verify(removal).remove(shard);
    assertThat(pending.isThere()).isFalse();
  }

  @Test
  void theNextOneDoesNotBeginIfTheOneBeforeStays() {
    when(removal.remove(shard)).thenReturn(false);
    assertThat(pending.begin(shard, NOBODY)).isTrue();

    assertThat(pending.begin(next, NOBODY)).isFalse();

    assertThat(pending.isThere()).isFalse();
    assertThat(pending.await()).isTrue();
    verify(removal, never()).remove(next);
  }

  @Test
  void theNextOneDoesNotBeginAfterAFailure() {
    StorageException failure = new StorageException("the device is gone");
    when(removal.remove(shard)).thenThrow(failure);
    assertThat(pending.begin(shard, NOBODY)).isTrue();

    assertThatThrownBy(() -> pending.begin(next, NOBODY)).isSameAs(failure);

    verify(removal, never()).remove(next);
  }

  @Test
  void whatIsDoneAtOnceIsKnownAtOnce() {
    when(removal.remove(shard)).thenReturn(false);

    assertThat(pending.begin(shard, Runnable::run)).isFalse();
  }

  @Test
  void aFailureIsAddedToTheOneBefore() {
    AssertionError failure = new AssertionError("out of order");
    when(removal.remove(shard)).thenThrow(failure);
    assertThat(pending.begin(shard, NOBODY)).isTrue();
    Exception before = new IllegalStateException();

    pending.awaitAfter(before);

    assertThat(before).hasSuppressedException(failure);
    assertThat(pending.await()).isTrue();
  }

  @Test
  void anInterruptedThreadAwaitsItAllTheSame() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread awaiting = Thread.currentThread();
    when(removal.remove(shard))
        .thenAnswer(
            _ -> {
              begun.countDown();
              interrupted.await();
              while (awaiting.isInterrupted()) {
                Thread.onSpinWait(); // until it has met the interrupt
              }
              return true;
            });
    Executor other =
        task -> {
          var _ = Thread.ofPlatform().daemon().start(task);
          join(begun);
          awaiting.interrupt();
          interrupted.countDown();
        };

    assertThat(pending.begin(shard, other)).isTrue();

    assertThat(pending.await()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Else the tombstone would go with the second shard, and the record that it hides come back. */
  @Test
  void aTombstoneStaysIfTheOlderShardCouldNotBeRemoved() {
    InMemoryShardStorage place = new InMemoryShardStorage();
    List<Integer> asked = new ArrayList<>();
    ShardStorage failing = Delegates.to(ShardStorage.class, place);
    doAnswer(
            call -> {
              asked.add(call.getArgument(0));
              throw new StorageException("the device is gone");
            })
        .when(failing)
        .deleteShard(anyInt());
    StoreOptions options = Stores.OPTIONS.toBuilder().checkpointBytes(0).build();
    KvStore<String, String> store = Stores.restore(failing, options);
    store.put("deleted", VALUE);
    fill(store);
    store.delete("deleted");
    fill(store);

    assertThatThrownBy(store::compact).isInstanceOf(StorageException.class);

    assertThat(asked).hasSize(1);
    try (KvStore<String, String> again = Stores.restore(place.restart(), options)) {
      assertThat(again.get("deleted")).isNull();
    }
  }

  private static void fill(KvStore<String, String> store) {
    for (int i = 0; i < 200; i++) {
      store.put("key " + i % 10, i + VALUE);
    }
  }
}
