package dev.cairnkv.reliability.workload;

import dev.cairnkv.Batch;
import dev.cairnkv.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Puts, deletions and batches, and nothing that expires or depends on what is there. Of 20
 * operations one is a batch, three are deletions and the rest are puts; one of {@code syncEvery} is
 * synced.
 */
public final class PlainScript implements Script {

  private static final int KEYS = 48;
  private static final int LONGEST_BATCH = 12;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789\"\\\n/{é☃𝄞}";

  private final long seed;
  private final int writer;
  private final int syncEvery;

  /** Makes the script of one writer, of which one of so many operations is synced. */
  public PlainScript(long seed, int writer, int syncEvery) {
    this.seed = seed;
    this.writer = writer;
    this.syncEvery = syncEvery;
  }

  @Override
  public Operation operation(long number) {
    SplittableRandom random =
        new SplittableRandom((seed * 1_000_003 + writer) * 1_000_003 + number);
    int length = random.nextInt(20) == 0 ? random.nextInt(2, LONGEST_BATCH + 1) : 1;
    List<Batch.Write<String, String>> writes = new ArrayList<>(length);
    for (int place = 0; place < length; place++) {
      writes.add(write(number, random));
    }
    return Operation.plain(List.copyOf(writes), durability(writes, random));
  }

  /* A deletion that finds nothing to delete writes nothing, so it is never a synced one. */
  private Durability durability(List<Batch.Write<String, String>> writes, SplittableRandom random) {
    boolean single = writes.size() == 1 && writes.getFirst() instanceof Batch.Delete<?, ?>;
    return random.nextInt(syncEvery) == 0 && !single ? Durability.SYNCED : Durability.APPENDED;
  }

  private Batch.Write<String, String> write(long number, SplittableRandom random) {
    String key = writer + "-key " + random.nextInt(KEYS);
    if (random.nextInt(20) < 3) {
      return new Batch.Delete<>(key);
    }
    return new Batch.Put<>(key, number + " " + key + " " + filler(random), null);
  }

  /* One in 40 is of some hundred characters, the others are short. */
  private static String filler(SplittableRandom random) {
    int length = random.nextInt(random.nextInt(40) == 0 ? 700 : 150);
    StringBuilder filler = new StringBuilder();
    int[] letters = LETTERS.codePoints().toArray();
    for (int place = 0; place < length; place++) {
      filler.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return filler.toString();
  }
}
