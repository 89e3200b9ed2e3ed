package dev.cairnkv.reliability.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.reliability.Scale;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flips each bit of a reference shard of 64 KiB, and cuts it to each length: the store gives right
 * values or typed errors, never an older value, and reports what it found.
 */
class EveryByteTest {
  private static final int PROBLEMS_SHOWN = 20;

  static Stream<Named<Reference>> references() {
    return Stream.of(
        Named.of("a sealed shard", ReferenceWriter.sealed(1)),
        Named.of("the newest shard of a killed process", ReferenceWriter.newest(2)),
        Named.of(
            "the newest shard after a clean shutdown",
            ReferenceWriter.shutDown(3).withoutCheckpoint()),
        Named.of("the same with a checkpoint", ReferenceWriter.shutDown(4)));
  }

  @ParameterizedTest
  @MethodSource("references")
  void servesNoWrongValueAfterAnyFlippedBit(Reference reference) {
    byte[] intact = reference.shard();
    Verdict verdict = new Verdict(reference);
    checkAll(
        "every flipped bit",
        intact.length * Byte.SIZE,
        bit -> {
          byte[] shard = intact.clone();
          shard[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
          String problem = verdict.onChangedByte(shard, bit / Byte.SIZE);
          return problem == null
              ? null
              : "byte %d, bit %d: %s".formatted(bit / 8, bit % 8, problem);
        });
  }

  @ParameterizedTest
  @MethodSource("references")
  void servesNoWrongValueAfterAnyCut(Reference reference) {
    byte[] intact = reference.shard();
    Verdict verdict = new Verdict(reference);
    checkAll(
        "every truncation",
        intact.length,
        length -> {
          String problem = verdict.onCut(Arrays.copyOf(intact, length));
          return problem == null ? null : "cut to %d: %s".formatted(length, problem);
        });
  }

  private static void checkAll(String suite, int all, IntFunction<@Nullable String> check) {
    Instant start = Instant.now();
    // An odd step, so that a part of the cases has flips of all eight bits.
    int step = Math.max(1, (int) (all / Scale.cases(all))) | 1;
    int cases = (all + step - 1) / step;
    List<String> problems =
        IntStream.range(0, cases)
            .parallel()
            .mapToObj(i -> check.apply(i * step))
            .filter(problem -> problem != null)
            .toList();
    Scale.report(suite, cases, start);
    assertThat(problems.stream().limit(PROBLEMS_SHOWN))
        .as("%d of %d cases", problems.size(), cases)
        .isEmpty();
  }
}
