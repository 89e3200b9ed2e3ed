package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.core.manifest.Manifest;
import java.util.List;

/** Arbitrary bytes as the manifest. */
public final class ManifestTarget {
  private ManifestTarget() {}

  /** Runs one input for Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var _ = run(input);
  }

  /** Runs one input, and returns whether there was a store that served. */
  static boolean run(byte[] input) {
    byte[] manifest = TextChecksum.apply(input);
    return Hostile.use(Seeds.manyShards(false).withDocument(Manifest.NAME, manifest));
  }

  static List<byte[]> seeds() {
    return TextChecksum.inputs(Seeds.manyShards(false).document(Manifest.NAME));
  }
}
