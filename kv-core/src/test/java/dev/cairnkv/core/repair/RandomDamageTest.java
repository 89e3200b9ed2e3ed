package dev.cairnkv.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.Batch;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.RepairReport;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.repair.Damaged.Place;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random stores with random damage: what was not hit is served, and what was hit is reported. */
class RandomDamageTest {
  private static final int STORES = 200;

  /** Those that once went wrong: two of these hit the newest shards and what named them. */
  private static final List<Long> KNOWN_SEEDS = List.of(1233L, 3754L, 5134L);

  private static final int KEYS = 40;

  private final Damaged damaged = new Damaged();
  private final Map<String, String> model = new TreeMap<>();
  private final Map<String, Set<String>> history = new HashMap<>();
  private final Map<Integer, byte[]> after = new HashMap<>();

  @Test
  void servesWhatWasNotHitAndReportsWhatWas() {
    List<Long> seeds = new ArrayList<>(KNOWN_SEEDS);
    LongStream.range(0, STORES).forEach(seeds::add);
    for (long seed : seeds) {
      RandomDamageTest one = new RandomDamageTest();
      try {
        one.run(new Random(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private void run(Random random) {
    write(random);
    Map<String, Place> latest = latest();
    Map<Integer, byte[]> before = new HashMap<>();
    damaged.storage.shardIds().forEach(id -> before.put(id, damaged.storage.bytes(id)));
    int damages = 1 + random.nextInt(3);
    for (int i = 0; i < damages; i++) {
      damage(random);
    }

    RepairReport<String> report = damaged.repair();

    assertThat(damaged.verify().findings()).isEmpty();
    damaged.storage = damaged.storage.reopen();
    KvStore<String, String> store = damaged.open();
    assertThat(store.stats().damages()).isEmpty();
    boolean unknown = report.lostRanges().stream().anyMatch(range -> !range.keysKnown());
    for (String key : history.keySet()) {
      Place place = Objects.requireNonNull(latest.get(key));
      boolean hit = isHit(place, before);
      check(key, store.get(key), hit, unknown, place, report);
    }
    damaged.shutdown(store);
    assertThat(damaged.repair().wasNeeded()).isFalse();
  }

  private boolean isHit(Place place, Map<Integer, byte[]> before) {
    byte[] now = after.get(place.shardId());
    int start = (int) place.offset();
    int end = start + (int) place.header().frameLength();
    return now == null
        || now.length < end
        || !Arrays.equals(now, start, end, before.get(place.shardId()), start, end);
  }

  private void check(
      String key,
      @Nullable String served,
      boolean hit,
      boolean unknown,
      Place place,
      RepairReport<String> report) {
    String latest = model.get(key);
    if (Objects.equals(served, latest)) {
      return;
    }
    assertThat(hit).as("%s was not hit, and has another value", key).isTrue();
    boolean reported =
        report.lost().stream()
            .anyMatch(
                lost ->
                    lost.shardId() == place.shardId()
                        && lost.offset() == place.offset()
                        && (lost.key() == null || lost.key().equals(key)));
    if (served == null) {
      assertThat(reported || unknown).as("the loss of %s is reported", key).isTrue();
    } else {
      assertThat(unknown).as("an older value of %s comes back and nobody says so", key).isTrue();
      assertThat(history.get(key)).contains(served);
    }
  }

  private void write(Random random) {
    KvStore<String, String> store = damaged.open();
    int operations = 50 + random.nextInt(250);
    for (int i = 0; i < operations; i++) {
      String key = "k" + random.nextInt(KEYS);
      switch (random.nextInt(20)) {
        case 0 -> {
          damaged.shutdown(store);
          store = damaged.open();
        }
        case 1 -> {
          damaged.crash();
          store = damaged.open();
        }
        case 2 -> store.checkpoint();
        case 3, 4, 5 -> delete(store, key);
        case 6 -> batch(store, random, i);
        default -> put(store, key, "v" + i + " " + "x".repeat(random.nextInt(100)));
      }
    }
    damaged.shutdown(store);
    if (random.nextBoolean()) {
      damaged.storage.deleteCheckpoint();
    }
  }

  private void put(KvStore<String, String> store, String key, String value) {
    store.put(key, value);
    said(key, value);
  }

  private void delete(KvStore<String, String> store, String key) {
    if (store.delete(key)) {
      model.remove(key);
    }
  }

  private void batch(KvStore<String, String> store, Random random, int number) {
    Batch<String, String> batch = new Batch<>();
    int size = 1 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      String key = "k" + random.nextInt(KEYS);
      String value = "b" + number + "." + i;
      batch.put(key, value);
      said(key, value);
    }
    store.write(batch);
  }

  private void said(String key, String value) {
    model.put(key, value);
    history.computeIfAbsent(key, _ -> new HashSet<>()).add(value);
  }

  private Map<String, Place> latest() {
    Map<Fingerprint, Place> places = new HashMap<>();
    for (int id : damaged.storage.shardIds()) {
      damaged.frames(id).forEach(place -> places.put(place.header().fingerprint(), place));
    }
    byte[] document = Objects.requireNonNull(damaged.storage.readDocument(Manifest.NAME));
    Fingerprinter<String> fingerprinter =
        new Fingerprinter<>(KeyType.STRING, Manifest.decode(document, "memory").seed());
    Map<String, Place> latest = new HashMap<>();
    for (String key : history.keySet()) {
      Fingerprint fingerprint = fingerprinter.fingerprint(key, new PayloadBuffer());
      latest.put(key, Objects.requireNonNull(places.get(fingerprint)));
    }
    return latest;
  }

  private void damage(Random random) {
    List<Integer> ids = damaged.storage.shardIds();
    if (!ids.isEmpty()) {
      int id = ids.get(random.nextInt(ids.size()));
      int size = damaged.storage.bytes(id).length;
      int offset = random.nextInt(size);
      switch (random.nextInt(8)) {
        case 0 -> damaged.storage.deleteShard(id);
        case 1 -> damaged.storage.truncateShard(id, offset);
        case 2 -> damaged.flip(id, random.nextInt(Math.min(size, 128)), random.nextInt(8));
        case 3, 4 -> {
          int length = Math.min(size - offset, 8 + random.nextInt(512));
          byte[] garbage = new byte[length];
          if (random.nextBoolean()) {
            random.nextBytes(garbage);
          }
          damaged.storage.overwrite(id, offset, garbage);
        }
        default -> damaged.flip(id, offset, random.nextInt(8));
      }
    }
    after.clear();
    damaged.storage.shardIds().forEach(one -> after.put(one, damaged.storage.bytes(one)));
  }
}
