package dev.cairnkv.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void isZeroWithoutDurations() {
    Latencies none = new Latencies();
    assertThat(none.total()).isZero();
    assertThat(none.maxNanos()).isZero();
    assertThat(none.percentileNanos(50)).isZero();
  }

  @Test
  void countsShortDurationsExactly() {
    Latencies latencies = new Latencies();
    for (int nanos = 1; nanos <= 200; nanos++) {
      latencies.record(nanos);
    }
    assertThat(latencies.percentileNanos(50)).isEqualTo(100);
    assertThat(latencies.percentileNanos(99)).isEqualTo(198);
    assertThat(latencies.percentileNanos(0)).isEqualTo(1);
    assertThat(latencies.percentileNanos(100)).isEqualTo(200);
  }

  @Test
  void isWithinOnePercentOfTheExactPercentiles() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      long[] sorted = new long[random.nextInt(1, 5_000)];
      Latencies latencies = new Latencies();
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = random.nextLong(1L << random.nextInt(1, 43));
        latencies.record(sorted[i]);
      }
      Arrays.sort(sorted);
      for (double percent : new double[] {1, 50, 90, 99, 99.9, 99.99, 100}) {
        int rank = Math.max(1, (int) Math.ceil(percent / 100 * sorted.length));
        long exact = sorted[rank - 1];
        assertThat(latencies.percentileNanos(percent)).isBetween(exact, exact + exact / 100);
      }
      assertThat(latencies.maxNanos()).isEqualTo(sorted[sorted.length - 1]);
    }
  }

  @Test
  void takesWhatNoClockShouldGive() {
    Latencies latencies = new Latencies();
    latencies.record(-5);
    latencies.record(Long.MAX_VALUE);
    assertThat(latencies.percentileNanos(50)).isZero();
    assertThat(latencies.maxNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(latencies.total()).isEqualTo(2);
  }

  @Test
  void addsWhatSeveralThreadsCounted() {
    Latencies first = new Latencies();
    Latencies second = new Latencies();
    first.record(10);
    second.record(30);
    second.record(20);

    first.add(second);

    assertThat(first.total()).isEqualTo(3);
    assertThat(first.percentileNanos(50)).isEqualTo(20);
    assertThat(first.maxNanos()).isEqualTo(30);
  }
}
