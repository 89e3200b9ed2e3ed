package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.core.fingerprint.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * One writer puts, removes and makes a table grow, while readers look for fingerprints that stay in
 * all the time. All share a few home slots, and what goes was put before what stays, so that the
 * writer moves what stays; in each round anew, since it moves to the front only.
 */
class IndexConcurrencyTest {
  private static final int STAYING = 24;
  private static final int GOING = 60;
  private static final int COMING = 250;
  private static final int ROUNDS = 1000;
  private static final int READERS = 3;
  private static final int WRITES = 100_000;

  private final AtomicReference<Index> current = new AtomicReference<>(prepared());

  @Test
  void readersNeverMissAFingerprintThatStays() throws Exception {
    Random random = new Random(1);
    readWhileWriting(
        () -> {
          int i = random.nextInt(STAYING);
          long found = current.get().get(staying(i));
          if (found != i + 1) {
            throw new AssertionError("fingerprint " + i + " was found at " + found);
          }
          return found;
        });
  }

  @Test
  void listsEachFingerprintThatStaysExactlyOnce() throws Exception {
    readWhileWriting(
        () -> {
          long[] found = current.get().locations(0);
          for (int i = 0; i < STAYING; i++) {
            if (found[i] != i + 1) {
              throw new AssertionError("found " + Arrays.toString(found));
            }
          }
          return found.length;
        });
  }

  @Test
  void aReaderNeverGoesBackToAnEarlierLocation() throws Exception {
    Index index = new Index();
    Fingerprint fingerprint = staying(0);
    index.put(fingerprint, 1);
    long[] last = {1};
    List<LongSupplier> reads = new ArrayList<>();
    reads.add(
        () -> {
          long found = index.get(fingerprint);
          assertThat(found).isGreaterThanOrEqualTo(last[0]);
          last[0] = found;
          return found;
        });
    Readers.runWith(
        reads,
        () -> {
          for (long location = 1; location <= WRITES; location++) {
            index.put(fingerprint, location);
          }
        });

    assertThat(index.get(fingerprint)).isEqualTo(WRITES);
  }

  private void readWhileWriting(LongSupplier read) throws Exception {
    Readers.runWith(Collections.nCopies(READERS, read), this::write);
    Index index = current.get();
    assertThat(index.size()).isEqualTo(STAYING + COMING);
    for (int i = 0; i < STAYING; i++) {
      assertThat(index.get(staying(i))).isEqualTo(i + 1);
    }
  }

  private void write() {
    for (int round = 0; round < ROUNDS; round++) {
      Index index = prepared();
      current.set(index);
      for (int i = 0; i < GOING; i++) {
        index.remove(going(i));
      }
      for (int i = 0; i < COMING; i++) {
        index.put(coming(i), 1000 + i);
      }
    }
  }

  /** Returns an index in which each that stays has some before it that will go. */
  private static Index prepared() {
    Index index = new Index();
    for (int i = 0; i < GOING; i++) {
      index.put(going(i), 100 + i);
      if (i >= GOING - STAYING) {
        int staying = i - GOING + STAYING;
        index.put(staying(staying), staying + 1);
      }
    }
    return index;
  }

  private static Fingerprint staying(int i) {
    return nearTheEnds(i);
  }

  private static Fingerprint going(int i) {
    return nearTheEnds(1000 + i);
  }

  private static Fingerprint coming(int i) {
    return nearTheEnds(2000 + i);
  }

  /** Their homes are the first and the last slot. */
  private static Fingerprint nearTheEnds(int i) {
    return new Fingerprint(0, i % 2 == 0 ? i : -i);
  }
}
