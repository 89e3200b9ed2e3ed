package dev.cairnkv.reliability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.reliability.Scale;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every target with its seeds, the inputs that once failed, and mutations of our own. The time
 * limits are for hangs only.
 */
class FuzzTargetsTest {
  private static final long MUTATIONS_OF_A_SHARD = 200_000;
  private static final long MUTATIONS = 50_000;
  private static final int ROUNDS = 64;

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void takesWhatOnceFailed(FuzzTarget target) {
    for (byte[] input : Regressions.of(target)) {
      var _ = run(target, input);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void servesAfterSomeOfItsSeeds(FuzzTarget target) {
    assertThat(target.seeds().stream().anyMatch(input -> run(target, input))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void findsTypedErrorsOnlyInMutations(FuzzTarget target) {
    Instant start = Instant.now();
    List<byte[]> seeds = target.seeds();
    long all = target == FuzzTarget.SHARD ? MUTATIONS_OF_A_SHARD : MUTATIONS;
    long perRound = Math.max(1, Scale.cases(all) / ROUNDS);
    LongAdder served = new LongAdder();
    IntStream.range(0, ROUNDS)
        .parallel()
        .forEach(
            round -> {
              Mutator mutator = new Mutator(seeds, round);
              for (long i = 0; i < perRound; i++) {
                if (run(target, mutator.next())) {
                  served.increment();
                }
              }
            });
    // If every input were refused at once, nothing behind that would have been tried.
    assertThat(served.sum()).isPositive();
    Scale.report(
        "mutations of %s, of which %,d served".formatted(target, served.sum()),
        perRound * ROUNDS,
        start);
  }

  private static boolean run(FuzzTarget target, byte[] input) {
    try {
      return target.run(input);
    } catch (Throwable e) {
      throw new AssertionError(
          "%s fails on %s".formatted(target, HexFormat.of().formatHex(input)), e);
    }
  }
}
