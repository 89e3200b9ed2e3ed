package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cairnkv.spi.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdaptiveSpinTest {
  private static final long MILLI = 1_000_000;

  private final Clock clock = mock(Clock.class);
  private final Deque<LongSupplier> times = new ArrayDeque<>(List.of(() -> 0));
  private AdaptiveSpin spin;
  private long now;

  @BeforeEach
  void begin() {
    when(clock.nanoTime()).then(call -> times.remove().getAsLong());
    spin = new AdaptiveSpin(clock);
  }

  @Test
  void goesOnWhileSpinsAreBrief() {
    for (int i = 0; i < 100; i++) {
      assertThat(takes(MILLI)).isTrue();
    }
  }

  @Test
  void pausesAfterOneThatTookLong() {
    assertThat(takes(3 * MILLI)).isTrue();

    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(0)).isTrue();
  }

  @Test
  void pausesLongerIfItHappensAgainSoonAndNoLongerThanTheMost() {
    assertThat(takes(2 * MILLI)).isTrue();
    assertThat(isRefusedFor(MILLI)).isTrue();
    for (long pause : new long[] {16, 32, 64, 128, 256, 512, 1000, 1000, 1000}) {
      assertThat(takes(2 * MILLI)).isTrue();
      assertThat(isRefusedFor(pause * MILLI)).isTrue();
    }
  }

  @Test
  void pausesForTheLeastTimeIfItHappensAgainMuchLater() {
    assertThat(takes(2 * MILLI)).isTrue();
    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(2 * MILLI)).isTrue();
    assertThat(isRefusedFor(16 * MILLI)).isTrue();
    now += 16 * MILLI;
    assertThat(takes(2 * MILLI)).isTrue();

    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(0)).isTrue();
  }

  /** A control group that used up its share of the processors stands still for long. */
  @Test
  void soonIsMeasuredByHowLongItTook() {
    assertThat(takes(88 * MILLI)).isTrue();
    assertThat(isRefusedFor(MILLI)).isTrue();
    for (long pause : new long[] {8 * 88, 1000, 1000}) {
      now += 16 * MILLI;
      assertThat(takes(88 * MILLI)).isTrue();
      assertThat(isRefusedFor(pause * MILLI)).isTrue();
    }
  }

  @Test
  void countsAsOneWhatAnotherThreadFindsOutMeanwhile() {
    times.add(() -> now);
    times.add(
        () -> {
          assertThat(takes(3 * MILLI)).isTrue(); // the other one
          return now;
        });
    assertThat(spin.trySpin()).isTrue();

    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(0)).isTrue();
  }

  private boolean takes(long nanos) {
    long before = now;
    times.add(() -> before);
    times.add(() -> now = before + nanos);
    boolean spun = spin.trySpin();
    times.clear();
    return spun;
  }

  /** Lets time go by, and returns whether there was no spin until then. */
  private boolean isRefusedFor(long nanos) {
    long end = now + nanos;
    boolean refused = true;
    for (now++; now < end; now += nanos / 10) {
      refused &= !takes(0);
    }
    now = end;
    return refused;
  }
}
