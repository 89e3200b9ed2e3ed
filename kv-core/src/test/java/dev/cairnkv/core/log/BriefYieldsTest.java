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

class BriefYieldsTest {
  private static final long MILLI = 1_000_000;

  private final Clock clock = mock(Clock.class);
  private final Deque<LongSupplier> times = new ArrayDeque<>(List.of(() -> 0));
  private BriefYields yields;
  private long now;

  @BeforeEach
  void begin() {
    when(clock.nanoTime()).then(call -> times.remove().getAsLong());
    yields = new BriefYields(clock);
  }

  @Test
  void goOnWhileTheyAreBrief() {
    for (int i = 0; i < 100; i++) {
      assertThat(takes(MILLI)).isTrue();
    }
  }

  @Test
  void pauseAfterOneThatTookLong() {
    assertThat(takes(3 * MILLI)).isTrue();

    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(0)).isTrue();
  }

  @Test
  void pauseTwiceAsLongIfItHappensAgainSoonAndNoLongerThanTheMost() {
    assertThat(takes(3 * MILLI)).isTrue();
    for (long pause : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 128, 128}) {
      assertThat(isRefusedFor(pause * MILLI)).isTrue();
      assertThat(takes(3 * MILLI)).isTrue();
    }
  }

  @Test
  void pauseForTheLeastTimeIfItHappensAgainMuchLater() {
    assertThat(takes(3 * MILLI)).isTrue();
    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(3 * MILLI)).isTrue();
    assertThat(isRefusedFor(2 * MILLI)).isTrue();
    now += 4 * MILLI;
    assertThat(takes(3 * MILLI)).isTrue();

    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(0)).isTrue();
  }

  @Test
  void countAsOneWhenAnotherThreadFindsOutMeanwhile() {
    times.add(() -> now);
    times.add(
        () -> {
          assertThat(takes(3 * MILLI)).isTrue(); // the other one
          return now;
        });
    assertThat(yields.tryYield()).isTrue();

    assertThat(isRefusedFor(MILLI)).isTrue();
    assertThat(takes(0)).isTrue();
  }

  private boolean takes(long nanos) {
    long before = now;
    times.add(() -> before);
    times.add(() -> now = before + nanos);
    boolean yielded = yields.tryYield();
    times.clear();
    return yielded;
  }

  /** Lets time go by, and returns whether no yield was made until then. */
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
