package dev.cairnkv.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cairnkv.core.index.Index;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexFillTest {
  private static final int SUB_TABLES = 100;

  private interface Update {
    void run(int subTable) throws InterruptedException;
  }

  private final Index index = mock(Index.class);
  private final Thread beginner = Thread.currentThread();
  private final CountDownLatch helped = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** One update for each sub-table. */
  private IndexFill fill(Update byBeginner, Update byHelper) {
    int[] begins = new int[SUB_TABLES + 1];
    for (int i = 0; i < begins.length; i++) {
      begins[i] = 2 * i;
    }
    when(index.subTables()).thenReturn(SUB_TABLES);
    doAnswer(
            call -> {
              Update update = Thread.currentThread() == beginner ? byBeginner : byHelper;
              update.run(call.getArgument(0));
              return null;
            })
        .when(index)
        .update(anyInt(), any(), anyInt(), anyInt());
    return new IndexFill(index, new long[2 * SUB_TABLES], begins);
  }

  @Test
  void updatesEachSubTableOnce() {
    AtomicInteger updates = new AtomicInteger();
    Set<Integer> updated = ConcurrentHashMap.newKeySet();
    Update update =
        subTable -> {
          updates.incrementAndGet();
          updated.add(subTable);
        };
    IndexFill fill = fill(update, update);

    fill.beginInParallel();
    fill.complete();

    assertThat(updates).hasValue(SUB_TABLES);
    assertThat(updated).hasSize(SUB_TABLES);
  }

  @Test
  void needsNoHelp() {
    AtomicInteger updates = new AtomicInteger();

    fill(_ -> updates.incrementAndGet(), _ -> {}).complete();

    assertThat(updates).hasValue(SUB_TABLES);
  }

  @Test
  void waitsForNoHelperThatHasNotBegun() throws InterruptedException {
    AtomicInteger updates = new AtomicInteger();
    IndexFill fill = fill(_ -> updates.incrementAndGet(), _ -> {});
    IndexFill abandoned = fill(_ -> updates.incrementAndGet(), _ -> {});
    CountDownLatch busy = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                busy.countDown();
                await(released);
              });
    }
    busy.await();

    fill.beginInParallel();
    fill.complete();
    abandoned.beginInParallel();
    abandoned.abandon();
    released.countDown();

    assertThat(updates).hasValue(SUB_TABLES);
  }

  @Test
  void throwsWhatAnotherThreadThrew() {
    IndexFill fill =
        fill(
            _ -> helped.await(),
            _ -> {
              helped.countDown();
              throw new OutOfMemoryError("no memory for a sub-table");
            });

    fill.beginInParallel();

    assertThatThrownBy(fill::complete)
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("no memory for a sub-table");
  }

  @Test
  void waitsForHelpersThatAreAtWorkWhenItIsAbandoned() throws InterruptedException {
    AtomicInteger ended = new AtomicInteger();
    IndexFill fill =
        fill(
            _ -> {},
            _ -> {
              helped.countDown();
              released.await();
              ended.incrementAndGet();
            });
    fill.beginInParallel();
    helped.await();

    Thread abandoning = Thread.ofPlatform().start(fill::abandon);
    while (abandoning.getState() != Thread.State.WAITING && abandoning.isAlive()) {
      Thread.onSpinWait();
    }

    assertThat(abandoning.isAlive()).isTrue();
    released.countDown();
    abandoning.join();
    assertThat(ended).hasPositiveValue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
