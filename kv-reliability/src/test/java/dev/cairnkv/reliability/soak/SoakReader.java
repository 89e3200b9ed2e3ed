package dev.cairnkv.reliability.soak;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.Scan;
import dev.cairnkv.reliability.workload.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys while their writers write them. Each value must be one that its writer gave to that
 * key, and no older than one that was seen before.
 */
final class SoakReader implements Runnable {
  private static final int KEYS_AT_ONCE = 64;
  private static final int READS_FOR_A_WALK = 5000;
  private static final int READS_TOLD_AT_ONCE = 1000;

  private final KvStore<String, String> store;
  private final Reads turns;
  private final SoakPlan plan;
  private final List<Script> scripts;
  private final int keyCount;
  private final long[] seen;
  private final SplittableRandom random;
  private long reads;

  SoakReader(SoakWorker.Shared shared, long seed) {
    this.store = shared.store();
    this.turns = shared.reads();
    this.plan = shared.plan();
    this.scripts = plan.scripts();
    this.keyCount = plan.keysPerWriter();
    this.seen = new long[scripts.size() * keyCount];
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void run() {
    for (int count = turns.next(); count > 0; count = turns.next()) {
      for (int i = 0; i < count; i++) {
        read();
      }
      if (reads >= READS_TOLD_AT_ONCE) {
        Told.READS.tell(reads);
        reads = 0;
      }
    }
    Told.READS.tell(reads);
  }

  private void read() {
    int chance = random.nextInt(READS_FOR_A_WALK);
    if (chance == 0) {
      walk();
    } else if (chance == 1 && plan.setup().ordered()) {
      scan();
    } else if (chance % KEYS_AT_ONCE == 0) {
      readMany();
    } else {
      int place = random.nextInt(seen.length);
      check(place, store.get(key(place)));
    }
  }

  private void readMany() {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < KEYS_AT_ONCE; i++) {
      places.add(random.nextInt(seen.length));
    }
    List<@Nullable String> values = store.getAll(places.stream().map(this::key).toList());
    for (int i = 0; i < KEYS_AT_ONCE; i++) {
      check(places.get(i), values.get(i));
    }
  }

  private void walk() {
    Set<String> keys = new HashSet<>();
    try (Cursor<String, String> cursor = store.cursor()) {
      while (cursor.hasNext()) {
        KeyValue<String, String> next = cursor.next();
        if (!keys.add(next.key())) {
          throw new AssertionError("a cursor gave " + next.key() + " twice");
        }
        check(place(next.key()), next.value());
      }
    }
  }

  private void scan() {
    Scan<String> scan = Scans.random(plan, random);
    Scans.read(scan, store.scan(scan)).forEach(one -> check(place(one.key()), one.value()));
  }

  private void check(int place, @Nullable String value) {
    reads++;
    if (value == null) {
      return;
    }
    long number = Script.numberOf(value);
    String written = scripts.get(place / keyCount).operation(number).valueOf(key(place));
    if (!value.equals(written)) {
      throw new AssertionError(
          "%s holds %s, but operation %d wrote %s".formatted(key(place), value, number, written));
    }
    if (number < seen[place]) {
      throw new AssertionError(
          "%s holds what operation %d wrote, after what %d wrote was seen"
              .formatted(key(place), number, seen[place]));
    }
    seen[place] = number;
  }

  private String key(int place) {
    return SoakScript.key(place / keyCount, place % keyCount);
  }

  private int place(String key) {
    int number = Integer.parseInt(key.substring(key.indexOf(' ') + 1));
    return Script.writerOf(key) * keyCount + number;
  }
}
