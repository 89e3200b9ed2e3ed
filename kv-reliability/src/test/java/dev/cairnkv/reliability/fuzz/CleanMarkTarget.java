package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.core.manifest.CleanMark;
import java.util.List;

/** Arbitrary bytes as the clean mark. */
public final class CleanMarkTarget {
  private CleanMarkTarget() {}

  /** Runs one input for Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var _ = run(input);
  }

  /** Runs one input, and returns whether there was a store that served. */
  static boolean run(byte[] input) {
    return Hostile.use(
        Seeds.oneShard(true).withDocument(CleanMark.NAME, TextChecksum.apply(input)));
  }

  static List<byte[]> seeds() {
    return TextChecksum.inputs(Seeds.oneShard(true).document(CleanMark.NAME));
  }
}
