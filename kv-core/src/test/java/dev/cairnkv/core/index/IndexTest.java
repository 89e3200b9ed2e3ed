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
    index.put(new Fingerprint(1, 1), 11);
    index.put(new Fingerprint(1, 2), 12);
    index.put(new Fingerprint(2, 1), 21);

    assertThat(index.get(new Fingerprint(1, 1))).isEqualTo(11);
    assertThat(index.get(new Fingerprint(1, 2))).isEqualTo(12);
    assertThat(index.get(new Fingerprint(2, 1))).isEqualTo(21);
    assertThat(index.get(new Fingerprint(2, 2))).isEqualTo(Location.NONE);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAMapOnRandomFingerprints(long seed) {
    agreesWithAMap(
        seed, 10_000, 60_000, random -> new Fingerprint(random.nextLong(), random.nextLong()));
  }

  /** All in one sub-table, with a handful of home slots: long runs of occupied slots. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6, 7})
  void agreesWithAMapWhereHomeSlotsCollide(long seed) {
    agreesWithAMap(
        seed, 60, 20_000, random -> new Fingerprint(random.nextInt(1000), random.nextInt(4)));
  }

  /** The home slots are the last ones of a table of any size: each run goes over its end. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {8, 9, 10, 11})
  void agreesWithAMapWhereRunsGoOverTheEndOfTheTable(long seed) {
    agreesWithAMap(
        seed, 40, 20_000, random -> new Fingerprint(random.nextInt(1000), 1 - random.nextInt(5)));
  }

  /** Few enough that the table never grows: it is close to full, and runs meet. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {12, 13, 14, 15})
  void agreesWithAMapInATableThatNeverGrows(long seed) {
    agreesWithAMap(
        seed, 5, 20_000, random -> new Fingerprint(random.nextInt(1000), random.nextInt(8)));
    assertThat(index.memoryBytes()).isEqualTo(new Index().memoryBytes());
  }

  @Test
  void growsOneSubTableAtATime() {
    long empty = index.memoryBytes();
    long subTable = empty / index.subTables();
    for (int i = 0; i < 7; i++) {
      index.put(new Fingerprint(0, i), i + 1);
    }

    assertThat(index.memoryBytes()).isEqualTo(empty + subTable);
    for (int i = 0; i < 7; i++) {
      assertThat(index.get(new Fingerprint(0, i))).isEqualTo(i + 1);
    }
  }

  @Test
  void givesEachLocationExactlyOnceAndInOrder() {
    Random random = new Random(16);
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
