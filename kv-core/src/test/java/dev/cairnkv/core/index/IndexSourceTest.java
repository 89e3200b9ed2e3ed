package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IndexSourceTest {
  private static final int KEYS = 50_000;

  private final Index written = new Index();
  private final RecordingSource source = new RecordingSource();

  IndexSourceTest() {
    Random random = new Random(1);
    for (int i = 1; i <= KEYS; i++) {
      written.put(new Fingerprint(random.nextLong(), random.nextLong()), i);
    }
  }

  @Test
  void readsNothingBeforeItIsNeeded() {
    try (Index index = new Index(source)) {
      assertThat(index.size()).isEqualTo(KEYS);
      assertThat(index.memoryBytes()).isZero();
    }
    assertThat(source.read).isEmpty();
    assertThat(source.closed).isTrue();
  }

  @Test
  void readsASubTableOnceForAllThatIsDoneToIt() {
    Fingerprint first = Index.fingerprint(7, written.slots(7)[0]);
    try (Index index = new Index(source)) {
      assertThat(index.get(first)).isEqualTo(written.get(first));
      assertThat(index.get(new Fingerprint(first.high(), first.low() + 1)))
          .isEqualTo(Location.NONE);
      assertThat(index.put(first, 99)).isEqualTo(written.get(first));
      assertThat(index.remove(first)).isEqualTo(99);
      assertThat(index.slots(7)).hasSize(written.slots(7).length - 2);
      assertThat(index.size()).isEqualTo(KEYS - 1);
    }
    assertThat(source.read).containsExactly(7);
  }

  @Test
  void putsAndRemovesInSubTablesThatWereNotReadYet() {
    Fingerprint known = Index.fingerprint(3, written.slots(3)[0]);
    Fingerprint unknown = Index.fingerprint(4, 12345);
    try (Index index = new Index(source)) {
      assertThat(index.remove(known)).isEqualTo(written.get(known));
      assertThat(index.put(unknown, 7)).isEqualTo(Location.NONE);

      assertThat(index.get(known)).isEqualTo(Location.NONE);
      assertThat(index.get(unknown)).isEqualTo(7);
      assertThat(index.size()).isEqualTo(KEYS);
    }
  }

  @Test
  void holdsTheSameWhenAllIsReadAndGivesUpTheSource() {
    Index index = new Index(source);
    for (int i = 0; i < index.subTables(); i++) {
      assertThat(index.locations(i)).isEqualTo(written.locations(i));
    }
    assertThat(source.closed).isTrue();
    assertThat(source.read).doesNotHaveDuplicates().hasSize(index.subTables());
    assertThat(index.memoryBytes()).isLessThan(24L * KEYS + (8 << 20));
  }

  @Test
  void holdsTheSameInWhateverOrderTheSourceHasIt() {
    putAtTheEnd();
    for (int first = 0; first < written.slots(5).length; first += 26) {
      source.first = first;
      try (Index index = new Index(source)) {
        assertThat(index.slots(5)).isEqualTo(written.slots(5));
        for (int i = 1; i <= 300; i++) {
          assertThat(index.get(Index.fingerprint(5, -i))).isEqualTo(i);
        }
        assertThat(index.get(Index.fingerprint(5, -301))).isEqualTo(Location.NONE);
        assertThat(index.put(Index.fingerprint(5, -301), 9)).isEqualTo(Location.NONE);
        assertThat(index.remove(Index.fingerprint(5, -300))).isEqualTo(300);
        assertThat(index.get(Index.fingerprint(5, -301))).isEqualTo(9);
      }
    }
  }

  @Test
  void givesTheSlotsInAscendingOrder() {
    putAtTheEnd();
    long[] slots = written.slots(5);
    for (int i = 2; i < slots.length; i += 2) {
      assertThat(Long.compareUnsigned(slots[i - 2], slots[i])).isNegative();
    }
  }

  /**
   * Puts some whose home is the last slot of a sub-table, so that others stand in the first ones.
   */
  private void putAtTheEnd() {
    for (int i = 1; i <= 300; i++) {
      written.put(Index.fingerprint(5, -i), i);
    }
  }

  @Test
  void takesNoMemoryForSubTablesWithoutKeys() {
    for (int i = 0; i < written.subTables(); i++) {
      for (long location : written.locations(i)) {
        if (location > 3) {
          removeAt(i, location);
        }
      }
    }
    Index index = new Index(source);
    for (int i = 0; i < index.subTables(); i++) {
      assertThat(index.get(Index.fingerprint(i, 1))).isEqualTo(Location.NONE);
    }

    assertThat(index.size()).isEqualTo(3);
    assertThat(index.memoryBytes()).isEqualTo(16 * 4096);
  }

  private void removeAt(int subTable, long location) {
    long[] slots = written.slots(subTable);
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i + 1] == location) {
        written.remove(Index.fingerprint(subTable, slots[i]));
      }
    }
  }

  @Test
  void triesAgainAfterAnErrorOfTheSource() {
    Fingerprint first = Index.fingerprint(7, written.slots(7)[0]);
    source.failures = 1;
    try (Index index = new Index(source)) {
      assertThat(catchThrowable(() -> index.get(first))).isInstanceOf(IllegalStateException.class);
      assertThat(index.get(first)).isEqualTo(written.get(first));
    }
  }

  @Test
  void countsAFingerprintOnceThatTheSourceHasTwice() {
    source.twice = true;
    try (Index index = new Index(source)) {
      for (int i = 0; i < index.subTables(); i++) {
        var _ = index.slots(i);
      }
      assertThat(index.size()).isEqualTo(KEYS);
    }
  }

  @Test
  void readersThatComeTogetherFindAllThatTheSourceHas() throws Exception {
    List<Fingerprint> last = new ArrayList<>();
    for (int i = 0; i < written.subTables(); i++) {
      long[] slots = written.slots(i);
      last.add(Index.fingerprint(i, slots[slots.length - 2]));
    }
    for (int round = 0; round < 20; round++) {
      try (Index index = new Index(new RecordingSource());
          ExecutorService executor = Executors.newFixedThreadPool(3)) {
        Callable<Long> reader = () -> last.stream().filter(key -> index.get(key) == 0).count();
        for (Future<Long> missing : executor.invokeAll(List.of(reader, reader, reader))) {
          assertThat(missing.get()).isZero();
        }
      }
    }
  }

  private final class RecordingSource implements IndexSource {
    private final List<Integer> read = new ArrayList<>();
    private boolean closed;
    private boolean twice;
    private int first;
    private int failures;

    @Override
    public long size() {
      return twice ? 2 * written.size() : written.size();
    }

    @Override
    public long[] slots(int subTable) {
      if (failures-- > 0) {
        throw new IllegalStateException("planted");
      }
      read.add(subTable);
      long[] slots = written.slots(subTable);
      if (!twice) {
        long[] turned = Arrays.copyOf(slots, slots.length);
        System.arraycopy(slots, first, turned, 0, slots.length - first);
        System.arraycopy(slots, 0, turned, slots.length - first, first);
        return turned;
      }
      long[] doubled = Arrays.copyOf(slots, 2 * slots.length);
      System.arraycopy(slots, 0, doubled, slots.length, slots.length);
      return doubled;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
