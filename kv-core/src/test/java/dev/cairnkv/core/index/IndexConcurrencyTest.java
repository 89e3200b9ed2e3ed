package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * One writer puts, removes and makes the tables grow, while readers look for fingerprints that stay
 * in all the time. All share a few home slots, so the writer keeps moving what stays.
 */
class IndexConcurrencyTest {
  private static final int STAYING = 24;
  private static final int READERS = 3;
  private static final int WRITES = 300_000;

  private final Index index = new Index();

  @Test
  void readersNeverMissAFingerprintThatStays() throws Exception {
    fillWithStaying();
    Random random = new Random();
    readWhileWriting(
        () -> {
          int i = random.nextInt(STAYING);
          long found = index.get(staying(i));
          assertThat(found).as("location of fingerprint %d", i).isEqualTo(i + 1);
          return found;
        });
  }

  @Test
  void listsEachFingerprintThatStaysExactlyOnce() throws Exception {
    fillWithStaying();
    readWhileWriting(
        () -> {
          long found = Arrays.stream(index.locations(0)).filter(each -> each <= STAYING).count();
          assertThat(found).isEqualTo(STAYING);
          return found;
        });
  }

  @Test
  void readersFindEveryVersionOfALocationOrALaterOne() throws Exception {
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
    runWith(
        reads,
        () -> {
          for (long location = 1; location <= WRITES; location++) {
            index.put(fingerprint, location);
          }
        });

    assertThat(index.get(fingerprint)).isEqualTo(WRITES);
  }

  private void fillWithStaying() {
    for (int i = 0; i < STAYING; i++) {
      index.put(staying(i), i + 1);
    }
  }

  private void readWhileWriting(LongSupplier read) throws Exception {
    runWith(Collections.nCopies(READERS, read), this::write);
    assertThat(index.size()).isEqualTo(STAYING);
    for (int i = 0; i < STAYING; i++) {
      assertThat(index.get(staying(i))).isEqualTo(i + 1);
    }
  }

  private void write() {
    Random random = new Random(1);
    List<Fingerprint> present = new ArrayList<>();
    int limit = 8;
    for (int i = 0; i < WRITES; i++) {
      if (present.size() < limit && random.nextInt(3) > 0) {
        Fingerprint added = new Fingerprint(1000 + i, random.nextInt(4) - 2);
        present.add(added);
        index.put(added, STAYING + 1 + i);
      } else if (!present.isEmpty()) {
        int last = present.size() - 1;
        int chosen = random.nextInt(present.size());
        index.remove(present.get(chosen));
        present.set(chosen, present.get(last));
        present.remove(last);
      }
      if (i % (WRITES / 10) == 0) {
        limit = Math.min(limit * 2, 200);
      }
    }
    present.forEach(index::remove);
  }

  private static void runWith(List<LongSupplier> reads, Runnable writer) throws Exception {
    AtomicBoolean written = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(reads.size());
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (LongSupplier read : reads) {
        readers.add(
            executor.submit(
                () -> {
                  long sum = read.getAsLong();
                  reading.countDown();
                  while (!written.get()) {
                    sum += read.getAsLong();
                  }
                  return sum;
                }));
      }
      reading.await();
      writer.run();
      written.set(true);
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isGreaterThan(Location.NONE);
      }
    }
  }

  private static Fingerprint staying(int i) {
    return new Fingerprint(i, i % 4 - 2);
  }
}
