package dev.cairnkv.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.Expiry;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreClockTest {
  private static final Instant NOON = Instant.parse("2026-09-21T12:00:00Z");
  private static final long NOON_MILLIS = NOON.toEpochMilli();

  private final ManualClock clock = new ManualClock(NOON);
  private final StoreClock time = new StoreClock(clock, Long.MIN_VALUE);

  @Test
  void followsAClockThatGoesOn() {
    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS);
    clock.advance(Duration.ofSeconds(3));
    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS + 3_000);
    clock.set(NOON.plusSeconds(60));
    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS + 60_000);
  }

  @Test
  void staysWhereItWasWhenTheClockIsSetBack() {
    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS);
    clock.set(NOON.minusSeconds(3600));

    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS);
  }

  @Test
  void countsTheTimeAtWhichItBeganAsTold() {
    clock.set(NOON.minusSeconds(3600));

    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS);
  }

  @Test
  void goesOnByTheNanosecondsUntilTheClockHasCaughtUp() {
    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS);
    clock.set(NOON.minusSeconds(10));

    for (int i = 1; i <= 1_000; i++) {
      clock.advance(Duration.ofNanos(2_500_000));
      assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS + i * 5L / 2);
    }

    clock.set(NOON.plusSeconds(60));
    assertThat(time.epochMillis()).isEqualTo(NOON_MILLIS + 60_000);
  }

  @Test
  void beginsNotBeforeTheTimeThatItWasAlready() {
    StoreClock later = new StoreClock(clock, NOON_MILLIS + 5_000);

    assertThat(later.epochMillis()).isEqualTo(NOON_MILLIS + 5_000);
    clock.advance(Duration.ofSeconds(1));
    assertThat(later.epochMillis()).isEqualTo(NOON_MILLIS + 6_000);
  }

  @Test
  void aRecordExpiresExactlyWhenItsTimeHasCome() {
    long expiry = time.expiryEpochMillis(Expiry.after(Duration.ofMillis(10)));

    clock.advance(Duration.ofMillis(9));
    assertThat(time.isExpired(expiry)).isFalse();
    assertThat(time.timeToLive(expiry)).isEqualTo(new TimeToLive.Remaining(Duration.ofMillis(1)));
    clock.advance(Duration.ofMillis(1));
    assertThat(time.isExpired(expiry)).isTrue();
    assertThat(time.timeToLive(expiry)).isEqualTo(TimeToLive.Missing.MISSING);
  }

  @Test
  void aRecordWithoutAnExpiryNeverExpires() {
    long expiry = time.expiryEpochMillis(Expiry.never());

    assertThat(expiry).isEqualTo(FrameHeader.NO_EXPIRY);
    assertThat(time.isExpired(expiry)).isFalse();
    assertThat(time.timeToLive(expiry)).isEqualTo(TimeToLive.Unlimited.UNLIMITED);
  }

  @Test
  void whatIsLessThanAMillisecondCountsAsOne() {
    assertThat(time.expiryEpochMillis(Expiry.after(Duration.ofNanos(1))))
        .isEqualTo(NOON_MILLIS + 1);
    assertThat(time.expiryEpochMillis(Expiry.after(Duration.ofNanos(1_000_001))))
        .isEqualTo(NOON_MILLIS + 2);
  }

  @Test
  void momentsBefore1970HaveComeAlready() {
    for (Instant moment : new Instant[] {Instant.MIN, Instant.EPOCH, Instant.ofEpochSecond(-1)}) {
      long expiry = time.expiryEpochMillis(Expiry.at(moment));
      assertThat(expiry).isNotEqualTo(FrameHeader.NO_EXPIRY);
      assertThat(time.isExpired(expiry)).isTrue();
    }
  }

  @Test
  void whatIsTooFarAwayForANumberEndsWithTheLastOne() {
    assertThat(time.expiryEpochMillis(Expiry.at(Instant.MAX))).isEqualTo(Long.MAX_VALUE);
    assertThat(time.expiryEpochMillis(Expiry.after(Duration.ofSeconds(Long.MAX_VALUE))))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(time.expiryEpochMillis(Expiry.after(Duration.ofMillis(Long.MAX_VALUE - 1))))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(time.isExpired(Long.MAX_VALUE)).isFalse();
    assertThat(time.timeToLive(Long.MAX_VALUE)).isInstanceOf(TimeToLive.Remaining.class);
  }
}
