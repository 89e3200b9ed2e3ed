package dev.cairnkv.reliability.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.reliability.Scale;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Flips and cuts, all of them or a part, spread evenly. */
public final class EveryByte {
  private static final int PROBLEMS_SHOWN = 20;

  private EveryByte() {}

  /**
   * Flips bits of a sealed shard.
   *
   * @param step one of how many bits
   * @throws AssertionError if the store does not answer rightly
   */
  public static void checkFlipsOfASealedShard(int step) {
    check("flips", flips(ReferenceWriter.sealed(1)), step);
  }

  /**
   * Flips bits of a checkpoint.
   *
   * @param step one of how many bits
   * @throws AssertionError if the store does not answer rightly
   */
  public static void checkFlipsOfACheckpoint(int step) {
    check("flips", checkpointFlips(ReferenceWriter.shutDown(4)), step);
  }

  /** What can be done to some bytes, and what is wrong with the answers after that, or null. */
  record Cases(int count, IntFunction<@Nullable String> check) {}

  static Cases flips(Reference reference) {
    byte[] intact = reference.shard();
    Verdict verdict = new Verdict(reference);
    return new Cases(
        intact.length * Byte.SIZE, bit -> verdict.onChangedByte(flipped(intact, bit), bit / 8));
  }

  static Cases cuts(Reference reference) {
    byte[] intact = reference.shard();
    Verdict verdict = new Verdict(reference);
    return new Cases(intact.length, length -> verdict.onCut(Arrays.copyOf(intact, length)));
  }

  static Cases checkpointFlips(Reference reference) {
    byte[] intact = reference.checkpoint();
    Verdict verdict = new Verdict(reference);
    return new Cases(
        intact.length * Byte.SIZE, bit -> verdict.onChangedCheckpoint(flipped(intact, bit)));
  }

  static Cases checkpointCuts(Reference reference) {
    byte[] intact = reference.checkpoint();
    Verdict verdict = new Verdict(reference);
    return new Cases(
        intact.length, length -> verdict.onChangedCheckpoint(Arrays.copyOf(intact, length)));
  }

  private static byte[] flipped(byte[] intact, int bit) {
    byte[] flipped = intact.clone();
    flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return flipped;
  }

  /** Runs as many cases as the scale says. */
  static void check(String suite, Cases cases) {
    // An odd step, so that a part of the cases has flips of all eight bits.
    check(suite, cases, Math.max(1, (int) (cases.count / Scale.cases(cases.count))) | 1);
  }

  private static void check(String suite, Cases cases, int step) {
    Instant start = Instant.now();
    int count = (cases.count + step - 1) / step;
    List<String> problems =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                i -> {
                  String problem = cases.check.apply(i * step);
                  return problem == null ? "" : "case %d: %s".formatted(i * step, problem);
                })
            .filter(problem -> !problem.isEmpty())
            .toList();
    Scale.report(suite, count, start);
    assertThat(problems.stream().limit(PROBLEMS_SHOWN))
        .as("%d of %d cases", problems.size(), count)
        .isEmpty();
  }
}
