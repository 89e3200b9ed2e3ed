package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.core.checkpoint.CheckpointRepair;
import dev.cairnkv.reliability.image.Image;
import java.util.List;
import java.util.Objects;

/** Arbitrary bytes as the checkpoint. */
public final class CheckpointTarget {
  private CheckpointTarget() {}

  /** Runs one input for Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var _ = run(input);
  }

  /** Runs one input, and returns whether there was a store that served. */
  static boolean run(byte[] input) {
    Switches switches = Switches.of(input);
    byte[] checkpoint = Switches.rest(input);
    Image base = Seeds.manyShards(switches.has(Switches.CLEAN_MARK));
    if (switches.has(Switches.REPAIR_CHECKSUMS)) {
      CheckpointRepair.repair(checkpoint, Seeds.storeId());
    }
    return Hostile.use(base.withCheckpoint(checkpoint));
  }

  static List<byte[]> seeds() {
    byte[] checkpoint =
        Objects.requireNonNull(
            Seeds.manyShards(true).checkpoint(), "a shutdown leaves a checkpoint");
    return List.of(
        Switches.input(Switches.CLEAN_MARK, checkpoint),
        Switches.input(Switches.REPAIR_CHECKSUMS, checkpoint),
        Switches.input(Switches.REPAIR_CHECKSUMS | Switches.CLEAN_MARK, checkpoint));
  }
}
