package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.SnapshotClosedException;
import dev.cairnkv.StorageException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What an index held stays readable while it is written to, and takes no more than it must. */
class IndexSnapshotTest {
  private static final int SUB_TABLE_SHIFT = Long.SIZE - Index.KEPT_UPPER_BITS;

  private final Index index = new Index();

  /** Spreads over four sub-tables, two of them with many fingerprints. */
  private static Fingerprint fingerprint(int i) {
    long subTable = i % 100 == 0 ? 2 + i % 200 / 100 : i % 2;
    return new Fingerprint(subTable << SUB_TABLE_SHIFT, i * 0x9E3779B97F4A7C15L);
  }

  private static Map<Fingerprint, Long> content(IndexSnapshot snapshot) {
    Map<Fingerprint, Long> content = new HashMap<>();
    for (int subTable = 0; subTable < 1 << Index.KEPT_UPPER_BITS; subTable++) {
      long[] slots = snapshot.slots(subTable);
      for (int i = 0; i < slots.length; i += 2) {
        content.put(Index.fingerprint(subTable, slots[i]), slots[i + 1]);
      }
    }
    return content;
  }

  /** A snapshot, and what is right for it. */
  private record Taken(IndexSnapshot snapshot, Map<Fingerprint, Long> model) {
    void check() {
      assertThat(content(snapshot)).isEqualTo(model);
      assertThat(snapshot.size()).isEqualTo(model.size());
      for (int i = 0; i < 3_000; i++) {
        assertThat(snapshot.get(fingerprint(i)))
            .isEqualTo(model.getOrDefault(fingerprint(i), Location.NONE));
      }
    }
  }

  @Test
  void eachShowsWhatWasThereWhenItWasMade() {
    SplittableRandom random = new SplittableRandom(1);
    Map<Fingerprint, Long> model = new HashMap<>();
    List<Taken> open = new ArrayList<>();
    for (int i = 1; i <= 30_000; i++) {
      Fingerprint fingerprint = fingerprint(random.nextInt(3_000));
      if (random.nextInt(3) == 0) {
        index.remove(fingerprint);
        model.remove(fingerprint);
      } else {
        index.put(fingerprint, i);
        model.put(fingerprint, (long) i);
      }
      if (i % 1_500 == 0) {
        open.add(new Taken(index.snapshot(), Map.copyOf(model)));
      }
      if (i % 5_000 == 0) {
        open.remove(random.nextInt(open.size())).snapshot().close();
        open.forEach(Taken::check);
      }
    }
    open.forEach(Taken::check);
    assertThat(index.size()).isEqualTo(model.size());
  }

  @Test
  void whatIsNotWrittenToIsNotCopied() {
    for (int i = 0; i < 3_000; i++) {
      index.put(fingerprint(i), i + 1);
    }
    IndexSnapshot snapshot = index.snapshot();
    assertThat(index.snapshotBytes()).isZero();

    index.put(fingerprint(100), 9);
    index.put(fingerprint(300), 9);

    assertThat(fingerprint(100).high()).isEqualTo(fingerprint(300).high());
    assertThat(index.snapshotBytes()).isEqualTo(PagePool.PAGE_BYTES);
    assertThat(snapshot.get(fingerprint(100))).isEqualTo(101);
    assertThat(snapshot.get(fingerprint(300))).isEqualTo(301);
  }

  @Test
  void snapshotsOfTheSameContentShareOneCopyUntilTheLastIsClosed() {
    index.put(fingerprint(100), 1);
    IndexSnapshot first = index.snapshot();
    IndexSnapshot second = index.snapshot();
    index.put(fingerprint(100), 2);
    IndexSnapshot third = index.snapshot();
    assertThat(index.snapshotBytes()).isEqualTo(PagePool.PAGE_BYTES);

    first.close();

    assertThat(second.get(fingerprint(100))).isEqualTo(1);
    index.remove(fingerprint(100));
    assertThat(index.snapshotBytes()).isEqualTo(2 * PagePool.PAGE_BYTES);
    assertThat(second.get(fingerprint(100))).isEqualTo(1);
    assertThat(third.get(fingerprint(100))).isEqualTo(2);
    second.close();
    third.close();
    assertThat(index.snapshotBytes()).isZero();
  }

  @Test
  void takesNoMoreThanTheIndexAndGivesItBack() {
    for (int i = 0; i < 50_000; i++) {
      index.put(fingerprint(i), i + 1);
    }
    long before = index.memoryBytes();
    for (int round = 0; round < 20; round++) {
      try (IndexSnapshot snapshot = index.snapshot()) {
        for (int i = 0; i < 50_000; i++) {
          index.put(fingerprint(i), i + 2 + round);
        }
        assertThat(snapshot.get(fingerprint(7))).isEqualTo(7 + 1 + round);
        assertThat(index.snapshotBytes()).isPositive().isLessThanOrEqualTo(before);
      }
      assertThat(index.snapshotBytes()).isZero();
    }
    // Memory is allocated in steps of a quarter.
    assertThat(index.memoryBytes()).isLessThanOrEqualTo(2 * before + before / 4);
  }

  @Test
  void isClosedForGood() {
    index.put(fingerprint(1), 1);
    IndexSnapshot written = index.snapshot();
    index.put(fingerprint(1), 2);
    IndexSnapshot unwritten = index.snapshot();

    for (IndexSnapshot snapshot : List.of(written, unwritten)) {
      snapshot.close();
      snapshot.close();
      assertThatThrownBy(() -> snapshot.get(fingerprint(1)))
          .isInstanceOf(SnapshotClosedException.class);
      assertThatThrownBy(() -> snapshot.slots(1)).isInstanceOf(SnapshotClosedException.class);
      assertThatThrownBy(snapshot::size).isInstanceOf(SnapshotClosedException.class);
    }
  }

  @Test
  void theSnapshotFailsAndNotTheWriteWhereThereIsNoMemoryForACopy() {
    ScarceArena arena = new ScarceArena(Arena.ofAuto(), Integer.MAX_VALUE);
    PagePool pool = new PagePool(arena);
    Index scarce = new Index(pool);
    for (int i = 0; i < 3_000; i++) {
      scarce.put(fingerprint(i), i + 1);
    }
    IndexSnapshot snapshot = scarce.snapshot();
    arena.setLeft(0);
    List<int[]> others = takeAll(pool);

    for (int i = 0; i < 3_000; i++) {
      scarce.put(fingerprint(i), i + 2);
    }

    assertThat(scarce.get(fingerprint(5))).isEqualTo(7);
    assertThatThrownBy(() -> snapshot.get(fingerprint(5)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("given up");
    assertThat(scarce.snapshotBytes()).isZero();
    snapshot.close();
    others.forEach(pool::giveBack);
    try (IndexSnapshot next = scarce.snapshot()) {
      scarce.put(fingerprint(5), 9);
      assertThat(next.get(fingerprint(5))).isEqualTo(7);
    }
  }

  private static List<int[]> takeAll(PagePool pool) {
    List<int[]> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(pool.take(1));
      }
    } catch (StorageException _) {
      return taken;
    }
  }

  /** The memory of what is closed is used again at once, by the next snapshot and by growth. */
  @Test
  void aReaderThatRacesWithWritesAndClosingGetsTheRightAnswerOrNone() throws Exception {
    int rounds = 2_000;
    int readers = 2;
    for (int i = 0; i < 2_000; i++) {
      index.put(fingerprint(i), 1);
    }
    AtomicReference<Numbered> current = new AtomicReference<>(new Numbered(index.snapshot(), 1));
    CountDownLatch reading = new CountDownLatch(readers);
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      List<Future<Long>> checked = new ArrayList<>();
      for (int reader = 0; reader < readers; reader++) {
        SplittableRandom random = new SplittableRandom(reader);
        checked.add(
            executor.submit(
                () -> {
                  long reads = 0;
                  reading.countDown();
                  while (current.get().number() <= rounds) {
                    reads += current.get().check(random.nextInt(2_000)) ? 1 : 0;
                  }
                  return reads;
                }));
      }
      reading.await();
      for (int round = 2; round <= rounds + 1; round++) {
        for (int i = round % 7; i < 2_000; i += 7) {
          index.put(fingerprint(i), round);
        }
        Numbered before = current.getAndSet(new Numbered(index.snapshot(), round));
        before.snapshot().close();
      }
      for (Future<Long> future : checked) {
        assertThat(future.get()).isPositive();
      }
    }
  }

  /** Of a round: fingerprint i has the number of the last round in which it was put. */
  private record Numbered(IndexSnapshot snapshot, int number) {
    boolean check(int i) {
      int wanted = number - Math.floorMod(number - i, 7);
      try {
        assertThat(snapshot.get(fingerprint(i))).isEqualTo(Math.max(1, wanted));
        return true;
      } catch (SnapshotClosedException _) {
        return false;
      }
    }
  }
}
