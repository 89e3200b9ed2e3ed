package dev.cairnkv.reliability.damage;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flips each bit of a reference shard of 64 KiB, and cuts it to each length: the store gives right
 * values or typed errors, never an older value, and reports what it found. A damaged checkpoint
 * changes no answer at all.
 */
class EveryByteTest {

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
    EveryByte.check("every flipped bit of a shard", EveryByte.flips(reference));
  }

  @ParameterizedTest
  @MethodSource("references")
  void servesNoWrongValueAfterAnyCut(Reference reference) {
    EveryByte.check("every truncation of a shard", EveryByte.cuts(reference));
  }

  @Test
  void servesEverythingAfterAnyFlippedBitOfTheCheckpoint() {
    EveryByte.check(
        "every flipped bit of a checkpoint",
        EveryByte.checkpointFlips(ReferenceWriter.shutDown(4)));
  }

  @Test
  void servesEverythingAfterAnyCutOfTheCheckpoint() {
    EveryByte.check(
        "every truncation of a checkpoint", EveryByte.checkpointCuts(ReferenceWriter.shutDown(4)));
  }
}
