package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTest {
  private final Index index = new Index();

  @Test
  void isEmptyAtFirst() {
    assertThat(index.size()).isZero();
    assertThat(index.get(new Fingerprint(1, 2))).isEqualTo(Location.NONE);
    assertThat(index.get(Fingerprint.NONE)).isEqualTo(Location.NONE);
    assertThat(index.remove(new Fingerprint(1, 2))).isEqualTo(Location.NONE);
    assertThat(locations()).isEmpty();
  }

  @Test
  void keepsTheFingerprintOfZeros() {
    assertThat(index.put(Fingerprint.NONE, 5)).isEqualTo(Location.NONE);

    assertThat(index.get(Fingerprint.NONE)).isEqualTo(5);
    assertThat(index.size()).isOne();
    assertThat(index.remove(Fingerprint.NONE)).isEqualTo(5);
    assertThat(index.size()).isZero();
  }

  @Test
  void tellsFingerprintsApartThatShareAHalf() {
    long upper = 1L << -Index.KEPT_UPPER_BITS;
    index.put(new Fingerprint(upper, 1), 11);
    index.put(new Fingerprint(upper, 2), 12);
    index.put(new Fingerprint(2 * upper, 1), 21);

    assertThat(index.get(new Fingerprint(upper, 1))).isEqualTo(11);
    assertThat(index.get(new Fingerprint(upper, 2))).isEqualTo(12);
    assertThat(index.get(new Fingerprint(2 * upper, 1))).isEqualTo(21);
    assertThat(index.get(new Fingerprint(2 * upper, 2))).isEqualTo(Location.NONE);
  }

  @Test
  void keepsTheLowerHalfAndTheUpperBitsOfTheUpperHalf() {
    Fingerprint fingerprint = new Fingerprint(0xffff_ffff_ffff_ffffL, 0x1234_5678_9abc_def0L);
    Fingerprint kept = new Fingerprint(0xffc0_0000_0000_0000L, 0x1234_5678_9abc_def0L);

    assertThat(Index.kept(fingerprint)).isEqualTo(kept);
    assertThat(Index.fingerprint(Index.subTable(fingerprint), fingerprint.low())).isEqualTo(kept);
    index.put(fingerprint, 5);
    assertThat(index.get(kept)).isEqualTo(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAMapOnRandomFingerprints(long seed) {
    agreesWithAMap(
        seed, 10_000, 60_000, random -> new Fingerprint(random.nextLong(), random.nextLong()));
  }

  /** All in one sub-table, with the first slot for a home: long runs of used slots. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6, 7})
  void agreesWithAMapWhereHomeSlotsCollide(long seed) {
    agreesWithAMap(seed, 60, 20_000, random -> new Fingerprint(0, random.nextInt(1000)));
  }

  /** The home slots are the last ones of a table of any size: each run goes over its end. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {8, 9, 10, 11})
  void agreesWithAMapWhereRunsGoOverTheEndOfTheTable(long seed) {
    agreesWithAMap(seed, 60, 20_000, random -> new Fingerprint(0, 500L - random.nextInt(1000)));
  }

  /** Few enough that the table never grows: it is close to full, and runs meet. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {12, 13, 14, 15})
  void agreesWithAMapInATableThatNeverGrows(long seed) {
    agreesWithAMap(seed, 230, 20_000, random -> new Fingerprint(0, random.nextLong()));
  }

  /** It grows by a part of its size again and again, and shrinks to nothing. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {16, 17})
  void agreesWithAMapInOneTableThatGrows(long seed) {
    agreesWithAMap(seed, 9_000, 60_000, random -> new Fingerprint(0, random.nextLong()));
  }

  /** Also those at the end of a page that nothing stands behind. */
  @Test
  void fetchesSlotsAhead() {
    Random random = new Random(18);
    Fingerprint[] fingerprints = new Fingerprint[300_000];
    for (int i = 0; i < fingerprints.length; i++) {
      fingerprints[i] = new Fingerprint(random.nextLong(), random.nextLong());
    }
    index.prefetch(fingerprints, fingerprints.length);
    assertThat(index.memoryBytes()).isZero();

    for (int i = 0; i < fingerprints.length / 2; i++) {
      index.put(fingerprints[i], i + 1);
    }
    index.prefetch(fingerprints, fingerprints.length);
    index.prefetch(fingerprints, 0);

    assertThat(index.size()).isEqualTo(fingerprints.length / 2);
    assertThat(index.get(fingerprints[7])).isEqualTo(8);
  }

  /** At any number of keys, not only on average: sub-tables must not all have just grown. */
  @Test
  void takesAtMostTwentyBytesAKey() {
    Random random = new Random(20);
    for (int i = 1; i <= 3_000_000; i++) {
      index.put(new Fingerprint(random.nextLong(), random.nextLong()), i);
      if (i >= 1_800_000 && i % 50_000 == 0) {
        assertThat(index.memoryBytes() / (double) index.size()).isBetween(16.0, 20.0);
      }
    }
  }

  /** Some are put twice, and others are there already. */
  @ParameterizedTest
  @ValueSource(ints = {60, 600, 6_000})
  void takesAtMostTwentyBytesAKeyWhenManyArePutAtATime(int atATime) {
    Random random = new Random(atATime);
    long[] updates = new long[2 * atATime];
    for (int round = 0; round < 6_000 / atATime; round++) {
      for (int subTable = 0; subTable < index.subTables(); subTable++) {
        for (int i = 0; i < updates.length; i += 2) {
          updates[i] = random.nextInt(4_000) * 0x9E3779B97F4A7C15L;
          updates[i + 1] = 1;
        }
        index.update(subTable, updates, 0, updates.length);
      }
    }

    assertThat(index.size()).isGreaterThan(3_000_000);
    assertThat(index.memoryBytes() / (double) index.size()).isBetween(16.0, 20.0);
  }

  @Test
  void usesTheMemoryOfATableThatHasGrownForOthers() {
    Random random = new Random(19);
    for (int i = 1; i <= 10_000; i++) {
      index.put(new Fingerprint(0, random.nextLong()), i);
    }
    long before = index.memoryBytes();
    for (int i = 1; i <= 2_000; i++) {
      index.put(new Fingerprint(-1, random.nextLong()), i);
    }

    assertThat(index.memoryBytes()).isEqualTo(before);
    assertThat(index.slots(index.subTables() - 1)).hasSize(4_000);
  }

  @Test
  void givesEachLocationExactlyOnceAndInOrder() {
    Random random = new Random(18);
    List<Long> expected = new ArrayList<>();
    for (long location = 1; location <= 10_000; location++) {
      index.put(new Fingerprint(random.nextLong(), random.nextLong()), location);
      expected.add(location);
    }

    assertThat(locations()).isEqualTo(expected);
    for (int i = 0; i < index.subTables(); i++) {
      assertThat(index.locations(i)).isSorted();
    }
  }

  private void agreesWithAMap(
      long seed, int keys, int operations, Function<Random, Fingerprint> maker) {
    Random random = new Random(seed);
    List<Fingerprint> fingerprints = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      fingerprints.add(maker.apply(random));
    }
    Map<Fingerprint, Long> model = new HashMap<>();
    for (int i = 0; i < operations; i++) {
      Fingerprint fingerprint = fingerprints.get(random.nextInt(keys));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          long location = i + 1L;
          Long before = model.put(fingerprint, location);
          assertThat(index.put(fingerprint, location)).isEqualTo(orNone(before));
        }
        case 3, 4 -> {
          Long before = model.remove(fingerprint);
          assertThat(index.remove(fingerprint)).isEqualTo(orNone(before));
        }
        default -> assertThat(index.get(fingerprint)).isEqualTo(orNone(model.get(fingerprint)));
      }
      assertThat(index.size()).isEqualTo(model.size());
      if (i % (operations / 50) == 0) {
        requireSame(fingerprints, model);
      }
    }
    requireSame(fingerprints, model);
    for (Fingerprint fingerprint : List.copyOf(model.keySet())) {
      assertThat(index.remove(fingerprint)).isEqualTo(orNone(model.remove(fingerprint)));
      if (keys < 100) {
        requireSame(fingerprints, model);
      }
    }
    assertThat(index.size()).isZero();
    assertThat(locations()).isEmpty();
  }

  private void requireSame(List<Fingerprint> fingerprints, Map<Fingerprint, Long> model) {
    for (Fingerprint fingerprint : fingerprints) {
      if (index.get(fingerprint) != orNone(model.get(fingerprint))) {
        assertThat(index.get(fingerprint)).isEqualTo(orNone(model.get(fingerprint)));
      }
    }
    assertThat(locations()).isEqualTo(model.values().stream().sorted().toList());
  }

  private static long orNone(@Nullable Long location) {
    return location == null ? Location.NONE : location;
  }

  private List<Long> locations() {
    List<Long> locations = new ArrayList<>();
    for (int i = 0; i < index.subTables(); i++) {
      Arrays.stream(index.locations(i)).forEach(locations::add);
    }
    Collections.sort(locations);
    return locations;
  }
}
