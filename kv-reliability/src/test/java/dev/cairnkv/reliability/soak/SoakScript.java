package dev.cairnkv.reliability.soak;

import dev.cairnkv.Batch;
import dev.cairnkv.Durability;
import dev.cairnkv.Expiry;
import dev.cairnkv.reliability.workload.Operation;
import dev.cairnkv.reliability.workload.Script;
import dev.cairnkv.reliability.workload.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything that writes, evenly over all keys: of 100 operations half are puts, 30 conditional
 * writes, 12 deletions and 8 batches. One of eight puts expires, one in 200 is large, and one of
 * {@code syncEvery} operations is synced.
 */
final class SoakScript implements Script {
  private static final int PERCENT = 100;
  private static final int LONGEST_BATCH = 12;
  private static final int LONGEST_TIME_TO_LIVE_SECONDS = 90;
  private static final int LARGE = 24 << 10;
  private static final String POOL =
      "The quick brown fox, jumps \"over\" the lazy dog\\ {0123456789} é\n\t".repeat(420);

  private final long seed;
  private final int writer;
  private final int keys;
  private final int syncEvery;

  SoakScript(long seed, int writer, int keys, int syncEvery) {
    this.seed = seed;
    this.writer = writer;
    this.keys = keys;
    this.syncEvery = syncEvery;
  }

  static String key(int writer, int number) {
    return writer + "-key " + number;
  }

  @Override
  public Operation operation(long number) {
    SplittableRandom random =
        new SplittableRandom((seed * 1_000_003 + writer) * 1_000_003 + number);
    int chance = random.nextInt(PERCENT);
    Durability durability =
        random.nextInt(syncEvery) == 0 ? Durability.SYNCED : Durability.APPENDED;
    if (chance < 8) {
      return Operation.plain(batch(number, random), durability);
    }
    Way way = way(chance);
    boolean isDeletion = way == Way.DELETE_EXPECTED || (chance >= 10 && chance < 20);
    Batch.Write<String, String> write = isDeletion ? deletion(random) : put(number, random);
    return new Operation(way, List.of(write), durability);
  }

  private static Way way(int chance) {
    if (chance >= 50) {
      return Way.PLAIN;
    }
    if (chance >= 20) {
      Way[] ways = {Way.IF_ABSENT, Way.REPLACE, Way.COMPUTE, Way.GET_AND_PUT, Way.TOUCH};
      return ways[chance % ways.length];
    }
    return chance < 10 ? Way.DELETE_EXPECTED : Way.PLAIN;
  }

  private List<Batch.Write<String, String>> batch(long number, SplittableRandom random) {
    int length = random.nextInt(2, LONGEST_BATCH + 1);
    List<Batch.Write<String, String>> writes = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      writes.add(random.nextInt(4) == 0 ? deletion(random) : put(number, random));
    }
    return List.copyOf(writes);
  }

  private Batch.Write<String, String> deletion(SplittableRandom random) {
    return new Batch.Delete<>(key(writer, random.nextInt(keys)));
  }

  private Batch.Write<String, String> put(long number, SplittableRandom random) {
    String key = key(writer, random.nextInt(keys));
    Expiry expiry =
        random.nextInt(8) == 0
            ? Expiry.after(Duration.ofSeconds(random.nextInt(1, LONGEST_TIME_TO_LIVE_SECONDS)))
            : null;
    int length = random.nextInt(200) == 0 ? random.nextInt(LARGE) : random.nextInt(800);
    int start = random.nextInt(POOL.length() - length);
    return new Batch.Put<>(
        key, number + " " + key + " " + POOL.substring(start, start + length), expiry);
  }
}
