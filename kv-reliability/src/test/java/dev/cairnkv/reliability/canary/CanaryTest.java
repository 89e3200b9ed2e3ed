package dev.cairnkv.reliability.canary;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.reliability.damage.EveryByte;
import dev.cairnkv.reliability.linearizability.LostUpdate;
import dev.cairnkv.reliability.linearizability.PlantedRace;
import dev.cairnkv.reliability.simulation.CrashStates;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each layer finds the bugs that are planted for it. */
class CanaryTest {
  private static final long HISTORIES = 2_000;
  private static final int ONE_BIT_OF = 501;

  @AfterEach
  void forget() {
    Bugs.reset();
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsSuite(Canary canary) {
    ThrowingCallable suite = suite(canary);
    try (Plant _ = canary.plant()) {
      assertThatThrownBy(suite).as(canary.name()).isInstanceOf(AssertionError.class);
    }
  }

  /** What finds a bug must not fail without one. */
  @Test
  void theSuitesPassWithoutABug() {
    assertThatCode(() -> CrashStates.check(HISTORIES)).doesNotThrowAnyException();
    assertThatCode(LostUpdate::check).doesNotThrowAnyException();
    assertThatCode(() -> EveryByte.checkFlipsOfASealedShard(ONE_BIT_OF)).doesNotThrowAnyException();
    assertThatCode(() -> EveryByte.checkFlipsOfACheckpoint(ONE_BIT_OF)).doesNotThrowAnyException();
  }

  private static ThrowingCallable suite(Canary canary) {
    return switch (canary) {
      case READ_WITHOUT_VALIDATION -> PlantedRace::check;
      case WRITE_WHATEVER_CAME_BETWEEN -> LostUpdate::check;
      case SERVE_A_DAMAGED_PAYLOAD -> () -> EveryByte.checkFlipsOfASealedShard(ONE_BIT_OF);
      case TRUST_THE_CHECKPOINT -> () -> EveryByte.checkFlipsOfACheckpoint(ONE_BIT_OF);
      case RETRY_A_FAILED_SYNC,
          KEEP_THE_CLEAN_MARK,
          ACKNOWLEDGE_BEFORE_THE_SYNC,
          SEAL_WITHOUT_A_SYNC,
          LOSE_TOMBSTONES,
          PUBLISH_BEFORE_THE_APPEND,
          REPLAY_PAST_A_HOLE,
          REPLAY_A_TORN_BATCH,
          SERVE_AN_EXPIRED_RECORD,
          WRITE_INTO_SNAPSHOTS,
          REMOVE_PINNED_SHARDS ->
          () -> CrashStates.check(HISTORIES);
    };
  }
}
