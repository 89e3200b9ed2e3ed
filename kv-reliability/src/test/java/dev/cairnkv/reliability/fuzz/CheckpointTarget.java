package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.reliability.image.Image;
import java.util.List;

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
    Image base = switches.has(Switches.CLEAN_MARK) ? Seeds.shutDown() : Seeds.killed();
    return Hostile.use(base.withCheckpoint(checkpoint));
  }

  static List<byte[]> seeds(List<Image> images) {
    byte[] checkpoint = images.getLast().checkpoint();
    byte[] seed = checkpoint == null ? new byte[64] : checkpoint;
    return List.of(Switches.input(0, seed), Switches.input(Switches.CLEAN_MARK, seed));
  }
}
