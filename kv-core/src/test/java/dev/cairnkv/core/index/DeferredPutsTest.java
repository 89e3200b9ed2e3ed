package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A put that is deferred is there for everyone, but for the count of what it replaced. */
class DeferredPutsTest {
  private static final int SUB_TABLE_SHIFT = Long.SIZE - Index.KEPT_UPPER_BITS;

  private final Index index = new Index();
  private final List<Long> replaced = new ArrayList<>();

  private static Fingerprint fingerprint(int i, int subTables) {
    return new Fingerprint((long) (i % subTables) << SUB_TABLE_SHIFT, i * 0x9E3779B97F4A7C15L);
  }

  private void defer(Fingerprint fingerprint, long location) {
    if (index.mustSettleBefore(fingerprint)) {
      index.settle(replaced::add);
    }
    index.defer(fingerprint, location);
  }

  private long remove(Fingerprint fingerprint) {
    if (index.mustSettleBefore(fingerprint)) {
      index.settle(replaced::add);
    }
    return index.remove(fingerprint);
  }

  /** In few sub-tables one has to be settled for the next; in many, many are deferred at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40, 1_000})
  void agreesWithAMap(int subTables) {
    SplittableRandom random = new SplittableRandom(subTables);
    Map<Fingerprint, Long> model = new HashMap<>();
    List<Long> gone = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      Fingerprint fingerprint = fingerprint(random.nextInt(3_000), subTables);
      if (random.nextInt(4) == 0) {
        assertThat(remove(fingerprint)).isEqualTo(orNone(model, fingerprint));
        model.remove(fingerprint);
      } else {
        Long before = model.put(fingerprint, (long) i);
        if (before != null) {
          gone.add(before);
        }
        defer(fingerprint, i);
      }
      Fingerprint other = fingerprint(random.nextInt(3_000), subTables);
      assertThat(index.get(fingerprint)).isEqualTo(orNone(model, fingerprint));
      assertThat(index.get(other)).isEqualTo(orNone(model, other));
      if (i % 100 == 0) {
        assertThat(index.size()).isEqualTo(model.size());
        assertThat(content()).isEqualTo(model);
      }
    }

    index.settle(replaced::add);

    assertThat(replaced).isEqualTo(gone);
    assertThat(index.size()).isEqualTo(model.size());
    assertThat(content()).isEqualTo(model);
  }

  @Test
  void areListedInOrderWithTheOthers() {
    for (int i = 2; i <= 8; i += 2) {
      index.put(new Fingerprint(0, i), i);
    }
    for (int i = 1; i <= 9; i++) {
      defer(new Fingerprint(0, i), 10 + i);

      assertThat(fingerprints(0)).isSorted().doesNotHaveDuplicates().contains(i);
      assertThat(index.size()).isEqualTo(fingerprints(0).length);
    }
    assertThat(fingerprints(0)).hasSize(9);
    assertThat(index.locations(0)).containsExactly(11, 12, 13, 14, 15, 16, 17, 18, 19);
  }

  @Test
  void areInASnapshotThatIsMadeOnceTheyAreSettledAndNoneThatComeLater() {
    for (int i = 0; i < 2_000; i++) {
      defer(fingerprint(i, 50), i + 1);
    }
    index.settle(replaced::add);
    try (IndexSnapshot snapshot = index.snapshot()) {
      for (int i = 1_000; i < 3_000; i++) {
        defer(fingerprint(i, 50), -i);
      }

      assertThat(snapshot.size()).isEqualTo(2_000);
      for (int i = 0; i < 3_000; i++) {
        assertThat(snapshot.get(fingerprint(i, 50))).isEqualTo(i < 2_000 ? i + 1 : Location.NONE);
      }
    }
  }

  @Test
  void areRefusedWhereThereIsNoMemoryAndNeedNoneOnceTheyAreNot() {
    ScarceArena arena = new ScarceArena(Arena.ofAuto(), 1);
    Index scarce = new Index(new PagePool(arena));
    int taken = 0;
    try {
      while (true) {
        Fingerprint fingerprint = fingerprint(taken, 3);
        if (scarce.mustSettleBefore(fingerprint)) {
          scarce.settle(replaced::add);
        }
        scarce.defer(fingerprint, taken + 1);
        taken++;
      }
    } catch (StorageException e) {
      assertThat(e).hasMessageContaining("MaxDirectMemorySize");
    }
    Fingerprint refused = fingerprint(taken, 3);

    assertThat(scarce.size()).isEqualTo(taken).isGreaterThan(1_000);
    assertThat(scarce.get(refused)).isEqualTo(Location.NONE);
    assertThatThrownBy(() -> scarce.defer(refused, 1)).isInstanceOf(StorageException.class);
    scarce.settle(replaced::add);
    assertThat(scarce.size()).isEqualTo(taken);
    for (int i = 0; i < 3; i++) { // one of them in the sub-table that is full
      scarce.defer(fingerprint(i, 3), i + 1);
    }
    scarce.settle(replaced::add);
    assertThat(replaced).containsExactly(1L, 2L, 3L);
    arena.setLeft(1);
    scarce.defer(refused, taken + 1);
    scarce.settle(replaced::add);
    for (int i = 0; i <= taken; i++) {
      assertThat(scarce.get(fingerprint(i, 3))).isEqualTo(i + 1);
    }
    assertThat(replaced).hasSize(3);
  }

  /** The locations of a fingerprint ascend, and it is never missing once it was put. */
  @Test
  void aReaderNeverMissesOneNorGoesBack() throws Exception {
    int keys = 2_000;
    int rounds = 300;
    readWhile(
        () -> {
          SplittableRandom random = new SplittableRandom(1);
          long[] last = new long[keys];
          return () -> {
            int i = random.nextInt(keys);
            long found = index.get(fingerprint(i, 40));
            assertThat(found).isGreaterThanOrEqualTo(last[i]);
            last[i] = found;
            return found;
          };
        },
        () -> {
          for (int location = 1; location <= rounds; location++) {
            for (int i = 0; i < keys; i++) {
              defer(fingerprint(i, 40), location);
            }
          }
        });

    index.settle(replaced::add);
    assertThat(replaced).hasSize(keys * (rounds - 1));
  }

  /** Nor is any listed or counted twice. */
  @Test
  void sizeAndListsNeverGoBackWhileNewOnesCome() throws Exception {
    int keys = 200_000;
    readWhile(
        () -> {
          long[] last = new long[2];
          return () -> {
            long size = index.size();
            assertThat(size).isBetween(last[0], (long) keys);
            last[0] = size;
            long[] fingerprints = fingerprints(7);
            assertThat(fingerprints.length).isGreaterThanOrEqualTo((int) last[1]);
            last[1] = fingerprints.length;
            assertThat(Arrays.stream(fingerprints).distinct().count()).isEqualTo(last[1]);
            return size + 1;
          };
        },
        () -> {
          for (int i = 0; i < keys; i++) {
            defer(fingerprint(i, 1_000), i + 1);
          }
        });

    assertThat(index.size()).isEqualTo(keys);
    assertThat(replaced).isEmpty();
  }

  /** There is one less at most, while it is put again. */
  @Test
  void sizeIsRightWhileOneGoesAndComesBack() throws Exception {
    int keys = 40;
    for (int i = 0; i < keys; i++) {
      index.put(fingerprint(i, keys), i + 1);
    }
    readWhile(
        () ->
            () -> {
              long size = index.size();
              assertThat(size).isBetween(keys - 1L, (long) keys);
              return size;
            },
        () -> {
          for (int i = 0; i < 400_000; i++) {
            Fingerprint fingerprint = fingerprint(i % keys, keys);
            remove(fingerprint);
            defer(fingerprint, i + 1);
          }
        });

    assertThat(index.size()).isEqualTo(keys);
  }

  private static void readWhile(Supplier<LongSupplier> readers, Runnable writer) throws Exception {
    Readers.runWith(List.of(readers.get(), readers.get()), writer);
  }

  private static long orNone(Map<Fingerprint, Long> model, Fingerprint fingerprint) {
    return model.getOrDefault(fingerprint, Location.NONE);
  }

  private long[] fingerprints(int subTable) {
    long[] slots = index.slots(subTable);
    long[] fingerprints = new long[slots.length / 2];
    for (int i = 0; i < fingerprints.length; i++) {
      fingerprints[i] = slots[2 * i];
    }
    return fingerprints;
  }

  private Map<Fingerprint, Long> content() {
    Map<Fingerprint, Long> content = new HashMap<>();
    for (int subTable = 0; subTable < index.subTables(); subTable++) {
      long[] slots = index.slots(subTable);
      for (int i = 0; i < slots.length; i += 2) {
        content.put(Index.fingerprint(subTable, slots[i]), slots[i + 1]);
      }
    }
    return content;
  }
}
