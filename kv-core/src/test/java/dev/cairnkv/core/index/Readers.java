package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.core.frame.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Threads that read an index while another one writes. */
final class Readers {
  private Readers() {}

  /** Writes while each of some readers reads again and again, and at least once. */
  static void runWith(List<LongSupplier> reads, Runnable writer) throws Exception {
    AtomicBoolean written = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(reads.size());
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (LongSupplier read : reads) {
        readers.add(
            executor.submit(
                () -> {
                  reading.countDown();
                  long sum = read.getAsLong();
                  while (!written.get()) {
                    sum += read.getAsLong();
                  }
                  return sum;
                }));
      }
      reading.await();
      try {
        writer.run();
      } finally {
        written.set(true);
      }
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isGreaterThan(Location.NONE);
      }
    }
  }
}
