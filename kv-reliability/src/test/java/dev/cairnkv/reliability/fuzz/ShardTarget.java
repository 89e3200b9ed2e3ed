package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.core.frame.ChecksumRepair;
import dev.cairnkv.reliability.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Arbitrary bytes as a shard, with or without another shard behind it. */
public final class ShardTarget {
  private static final int FUZZED = 1;
  private static final int NEXT = 2;

  private ShardTarget() {}

  /** Runs one input for Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var _ = run(input);
  }

  /** Runs one input, and returns whether there was a store that served. */
  static boolean run(byte[] input) {
    Switches switches = Switches.of(input);
    byte[] shard = Switches.rest(input);
    if (switches.has(Switches.FILL_UP) || shard.length > Seeds.SHARD_SIZE) {
      shard = Arrays.copyOf(shard, Seeds.SHARD_SIZE);
    }
    Image base = switches.has(Switches.CLEAN_MARK) ? Seeds.shutDown() : Seeds.killed();
    if (switches.has(Switches.REPAIR_CHECKSUMS)) {
      ChecksumRepair.repair(shard, Seeds.storeId(), FUZZED);
    }
    Map<Integer, byte[]> shards = new TreeMap<>();
    shards.put(FUZZED, shard);
    if (switches.has(Switches.COMPLETE)) {
      shards.put(NEXT, base.shard(NEXT));
    }
    return Hostile.use(new Image(shards, base.documents(), null));
  }

  static List<byte[]> seeds(List<Image> images) {
    List<byte[]> seeds = new ArrayList<>();
    for (Image image : images) {
      for (int bits = 0; bits < 16; bits++) {
        seeds.add(Switches.input(bits, withoutZeros(image.shard(FUZZED))));
      }
    }
    return seeds;
  }

  private static byte[] withoutZeros(byte[] shard) {
    int length = shard.length;
    while (length > 0 && shard[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(shard, length);
  }
}
