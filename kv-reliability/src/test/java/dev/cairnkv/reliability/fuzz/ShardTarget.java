package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.core.frame.ChecksumRepair;
import dev.cairnkv.reliability.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arbitrary bytes as a shard, with or without another shard behind it. */
public final class ShardTarget {
  private static final int FUZZED = 1;

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
    Image base = base(switches);
    if (switches.has(Switches.REPAIR_CHECKSUMS)) {
      ChecksumRepair.repair(shard, Seeds.storeId(), FUZZED);
    }
    return Hostile.use(base.withShard(FUZZED, shard).withCheckpoint(null));
  }

  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int bits = 0; bits < Switches.ALL; bits++) {
      Image base = base(new Switches(bits));
      seeds.add(Switches.input(bits, withoutZeros(base.shard(FUZZED))));
    }
    return seeds;
  }

  private static Image base(Switches switches) {
    boolean shutDown = switches.has(Switches.CLEAN_MARK);
    return switches.has(Switches.COMPLETE) ? Seeds.manyShards(shutDown) : Seeds.oneShard(shutDown);
  }

  private static byte[] withoutZeros(byte[] shard) {
    int length = shard.length;
    while (length > 0 && shard[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(shard, length);
  }
}
