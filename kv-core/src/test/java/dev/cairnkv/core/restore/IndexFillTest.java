package dev.cairnkv.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cairnkv.core.index.Index;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexFillTest {
  private static final int SUB_TABLES = 100;

  private final Index index = mock(Index.class);
  private final Thread beginner = Thread.currentThread();
  private final CountDownLatch helped = new CountDownLatch(1);

  /** One update for each sub-table. */
  private IndexFill begun(boolean inParallel) {
    int[] begins = new int[SUB_TABLES + 1];
    for (int i = 0; i < begins.length; i++) {
      begins[i] = 2 * i;
    }
    when(index.subTables()).thenReturn(SUB_TABLES);
    IndexFill fill = new IndexFill(index);
    fill.begin(new long[2 * SUB_TABLES], begins, inParallel);
    return fill;
  }

  private void onUpdate(Runnable byBeginner, Runnable byHelper) {
    doAnswer(
            _ -> {
              (Thread.currentThread() == beginner ? byBeginner : byHelper).run();
              return null;
            })
        .when(index)
        .update(anyInt(), any(), anyInt(), anyInt());
  }

  private void awaitHelp() {
    try {
      helped.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void updatesEachSubTableOnce() {
    AtomicInteger updates = new AtomicInteger();
    onUpdate(updates::incrementAndGet, updates::incrementAndGet);

    begun(true).complete();

    assertThat(updates).hasValue(SUB_TABLES);
  }

  @Test
  void leavesFewUpdatesToTheThreadThatBegan() {
    AtomicInteger updates = new AtomicInteger();
    onUpdate(updates::incrementAndGet, helped::countDown);

    begun(false).complete();

    assertThat(updates).hasValue(SUB_TABLES);
    assertThat(helped.getCount()).isOne();
  }

  @Test
  void throwsWhatAnotherThreadThrew() {
    onUpdate(
        this::awaitHelp,
        () -> {
          helped.countDown();
          throw new OutOfMemoryError("no memory for a sub-table");
        });
    IndexFill fill = begun(true);

    assertThatThrownBy(fill::complete)
        .isInstanceOf(OutOfMemoryError.class)
        .hasStackTraceContaining("no memory for a sub-table");
  }

  @Test
  void nobodyIsAtWorkOnceItIsAbandoned() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    onUpdate(
        () -> {},
        () -> {
          begun.incrementAndGet();
          helped.countDown();
          ended.incrementAndGet();
        });
    IndexFill fill = begun(true);
    awaitHelp();

    fill.abandon();

    assertThat(ended.get()).isEqualTo(begun.get()).isPositive();
    fill.complete();
    assertThat(ended.get()).isEqualTo(begun.get());
  }
}
