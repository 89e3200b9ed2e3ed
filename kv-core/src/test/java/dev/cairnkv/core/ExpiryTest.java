package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Cursor;
import dev.cairnkv.Expiry;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.testkit.InMemoryShardStorage;
import dev.cairnkv.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that expire, by a clock that does what the test says. */
class ExpiryTest {
  private static final Instant NOON = Instant.parse("2026-09-21T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final WriteOptions FOR_A_MINUTE = WriteOptions.expiringAfter(MINUTE);

  private final ManualClock clock = new ManualClock(NOON);
  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = open();

  @BeforeEach
  void putOneOfEach() {
    store.put("stays", "here");
    store.put("goes", "away", FOR_A_MINUTE);
  }

  @AfterEach
  void shutDown() {
    store.close();
  }

  private KvStore<String, String> open() {
    return ShardedStore.restore(
        storage, Codecs.of(KeyType.STRING, new TextCodec()), clock, Stores.OPTIONS);
  }

  private void reopen() {
    store.close();
    store = open();
  }

  private void crash() {
    storage = storage.restart();
    store = open();
  }

  @Test
  void aRecordIsThereUntilItExpires() {
    clock.advance(MINUTE.minusMillis(1));

    assertThat(store.get("goes")).isEqualTo("away");
    assertThat(store.contains("goes")).isTrue();
    assertThat(store.ttl("goes")).isEqualTo(new TimeToLive.Remaining(Duration.ofMillis(1)));
    assertThat(Stores.content(store)).isEqualTo(Map.of("stays", "here", "goes", "away"));
  }

  @Test
  void anExpiredRecordIsNotThereForAnyRead() {
    clock.advance(MINUTE);

    assertThat(store.get("goes")).isNull();
    assertThat(store.contains("goes")).isFalse();
    assertThat(store.contains("stays")).isTrue();
    assertThat(store.getAll(Arrays.asList("goes", "stays", "other")))
        .containsExactly(null, "here", null);
    assertThat(store.ttl("goes")).isEqualTo(TimeToLive.Missing.MISSING);
    assertThat(Stores.content(store)).isEqualTo(Map.of("stays", "here"));
  }

  @Test
  void theSizeCountsAnExpiredKeyUntilItIsDeleted() {
    clock.advance(MINUTE);

    assertThat(store.size()).isEqualTo(2);
    store.delete("goes");
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void deletingAnExpiredRecordFindsNone() {
    clock.advance(MINUTE);

    assertThat(store.delete("goes")).isFalse();
    assertThat(store.delete("stays")).isTrue();
  }

  @Test
  void aPutWithoutAnExpiryEndsTheOneBefore() {
    store.put("goes", "stays now");
    clock.advance(MINUTE);

    assertThat(store.get("goes")).isEqualTo("stays now");
    assertThat(store.ttl("goes")).isEqualTo(TimeToLive.Unlimited.UNLIMITED);
  }

  @Test
  void aRecordThatExpiresHidesTheOneBeforeForGood() {
    store.put("stays", "not any more", FOR_A_MINUTE);
    clock.advance(MINUTE);

    assertThat(store.get("stays")).isNull();
    crash();
    assertThat(store.get("stays")).isNull();
  }

  @Test
  void aMomentThatHasComeHidesTheRecordAtOnce() {
    store.put("stays", "no", WriteOptions.defaults().withExpiry(Expiry.at(NOON)));

    assertThat(store.get("stays")).isNull();
  }

  @Test
  void eachPutOfABatchMayHaveAnExpiryOfItsOwn() {
    store.write(
        new Batch<String, String>()
            .put("a", "as the batch")
            .put("b", "longer", Expiry.after(MINUTE.multipliedBy(2)))
            .put("c", "for good", Expiry.never()),
        FOR_A_MINUTE);
    clock.advance(MINUTE);

    assertThat(store.getAll(Arrays.asList("a", "b", "c")))
        .containsExactly(null, "longer", "for good");
    crash();
    assertThat(store.getAll(Arrays.asList("a", "b", "c")))
        .containsExactly(null, "longer", "for good");
  }

  @Test
  void touchGivesALiveRecordANewTimeAndKeepsItsValue() {
    clock.advance(MINUTE.minusMillis(1));

    assertThat(store.touch("goes", MINUTE)).isTrue();
    assertThat(store.touch("stays", MINUTE)).isTrue();
    clock.advance(MINUTE.minusMillis(1));
    assertThat(store.get("goes")).isEqualTo("away");
    assertThat(store.get("stays")).isEqualTo("here");
    clock.advance(Duration.ofMillis(1));
    assertThat(store.get("goes")).isNull();
    assertThat(store.get("stays")).isNull();
  }

  @Test
  void touchWithoutAnExpiryMakesTheRecordStay() {
    assertThat(store.touch("goes", WriteOptions.defaults())).isTrue();
    clock.advance(MINUTE);

    assertThat(store.get("goes")).isEqualTo("away");
  }

  @Test
  void touchDoesNotBringBackWhatHasExpired() {
    clock.advance(MINUTE);

    assertThat(store.touch("goes", MINUTE)).isFalse();
    assertThat(store.touch("never was", MINUTE)).isFalse();
    assertThat(store.get("goes")).isNull();
  }

  @Test
  void conditionalWritesTakeAnExpiredKeyForMissing() {
    clock.advance(MINUTE);

    assertThat(store.replace("goes", "away", "back")).isFalse();
    assertThat(store.delete("goes", "away")).isFalse();
    assertThat(store.compute("goes", (_, current) -> current)).isNull();
    assertThat(store.merge("goes", "new", String::concat)).isEqualTo("new");
    clock.advance(MINUTE);
    assertThat(store.get("goes")).isEqualTo("new");
  }

  @Test
  void putIfAbsentPutsWhereARecordHasExpired() {
    assertThat(store.putIfAbsent("goes", "new")).isEqualTo("away");
    clock.advance(MINUTE);

    assertThat(store.putIfAbsent("goes", "new", FOR_A_MINUTE)).isNull();
    assertThat(store.ttl("goes")).isEqualTo(new TimeToLive.Remaining(MINUTE));
  }

  @Test
  void aCursorSaysWhenEachRecordExpires() {
    try (Cursor<String, String> cursor = store.cursor()) {
      assertThatThrownBy(cursor::expiry).isInstanceOf(IllegalStateException.class);
      for (int i = 0; i < 2; i++) {
        KeyValue<String, String> next = cursor.next();
        assertThat(cursor.expiry()).isEqualTo(next.key().equals("goes") ? NOON.plus(MINUTE) : null);
      }
      assertThat(cursor.hasNext()).isFalse();
    }
  }

  @Test
  void aRecordThatACursorHasFoundComesAlsoIfItExpiresMeanwhile() {
    store.delete("stays");
    try (Cursor<String, String> cursor = store.cursor()) {
      assertThat(cursor.hasNext()).isTrue();
      clock.advance(MINUTE);

      assertThat(cursor.next()).isEqualTo(new KeyValue<>("goes", "away"));
      assertThat(cursor.hasNext()).isFalse();
    }
  }

  @Test
  void anExpiryHoldsOverACleanShutdownAndItsCheckpoint() {
    reopen();
    assertThat(store.stats().restored().checkpointKeys()).isEqualTo(2);

    assertThat(store.ttl("goes")).isEqualTo(new TimeToLive.Remaining(MINUTE));
    clock.advance(MINUTE);
    assertThat(store.contains("goes")).isFalse();
    assertThat(store.get("goes")).isNull();
    assertThat(store.delete("goes")).isFalse();
  }

  @Test
  void anExpiryHoldsOverACrash() {
    crash();
    assertThat(store.ttl("goes")).isEqualTo(new TimeToLive.Remaining(MINUTE));

    clock.advance(MINUTE);
    crash();

    assertThat(store.contains("goes")).isFalse();
    assertThat(Stores.content(store)).isEqualTo(Map.of("stays", "here"));
  }

  @Test
  void aCheckpointThatComesWhileTheStoreIsOpenKnowsThatRecordsExpire() {
    store.checkpoint();
    clock.advance(MINUTE);
    crash();

    assertThat(store.stats().restored().frames()).isZero();
    assertThat(store.contains("goes")).isFalse();
  }

  @Test
  void aClockThatIsSetBackBringsNothingBack() {
    clock.advance(MINUTE);
    assertThat(store.get("goes")).isNull();
    clock.set(NOON.minus(MINUTE));

    assertThat(store.get("goes")).isNull();
    assertThat(store.contains("goes")).isFalse();
    assertThat(store.delete("goes")).isFalse();
  }

  @Test
  void aClockThatIsSetBackBringsNothingBackAfterACleanShutdown() {
    clock.advance(MINUTE);
    clock.set(NOON.plus(MINUTE));
    reopen();
    clock.set(NOON.minus(MINUTE));
    reopen();

    assertThat(store.get("goes")).isNull();
    assertThat(store.get("stays")).isEqualTo("here");
  }

  @Test
  void afterACrashItIsNotEarlierThanWhenTheNewestShardWasBegun() {
    clock.advance(MINUTE);
    fillAShard();
    crash();
    clock.set(NOON.minus(MINUTE));
    crash();

    assertThat(store.get("goes")).isNull();
  }

  private void fillAShard() {
    int before = store.stats().shards().size();
    for (int i = 0; store.stats().shards().size() == before; i++) {
      store.put("filler " + i, "x".repeat(100));
    }
  }

  @Test
  void timeToLiveGoesOnWhileTheClockIsBehind() {
    assertThat(store.get("goes")).isEqualTo("away");
    clock.set(NOON.minus(Duration.ofDays(365)));
    store.put("later", "put by a clock that is behind", FOR_A_MINUTE);
    clock.advance(MINUTE);

    assertThat(store.get("goes")).isNull();
    assertThat(store.get("later")).isNull();
  }

  @Test
  void aRecordWithAnExpiryFitsIfItHasRoomForIt() {
    long most = ShardLog.maxPayloadBytes(Stores.SHARD_SIZE) - FrameDescriptor.OPTIONAL_LENGTH;
    String value = "x".repeat((int) most - TextCodec.OVERHEAD - "k".length());

    store.put("k", value, FOR_A_MINUTE);

    assertThat(store.get("k")).isEqualTo(value);
    assertThatThrownBy(() -> store.put("k", value + "12345678", FOR_A_MINUTE))
        .isInstanceOfSatisfying(
            RecordTooLargeException.class,
            e -> {
              assertThat(e.payloadBytes()).isEqualTo(most + 8);
              assertThat(e.maxPayloadBytes()).isEqualTo(most);
            });
  }

  @Test
  void ofADamagedRecordContainsDoesNotKnowWhetherItHasExpired() {
    storage.overwrite(1, ShardHeaderDescriptor.LENGTH, new byte[] {1, 2, 3, 4});

    assertThatThrownBy(() -> store.contains("stays")).isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> store.putIfAbsent("stays", "new"))
        .isInstanceOf(CorruptFrameException.class);
    assertThat(store.delete("stays")).isTrue();
    assertThat(store.contains("stays")).isFalse();
  }

  @Test
  void aStoreInWhichNothingExpiresReadsNoRecordForContains() {
    InMemoryShardStorage other = new InMemoryShardStorage();
    try (KvStore<String, String> plain = Stores.restore(other, StoreOptions.defaults())) {
      plain.put("k", "v");
      other.overwrite(1, ShardHeaderDescriptor.LENGTH, new byte[] {1, 2, 3, 4});

      assertThat(plain.contains("k")).isTrue();
      assertThatThrownBy(() -> plain.get("k")).isInstanceOf(CorruptFrameException.class);
    }
  }

  @Test
  void manyRecordsExpireEachAtItsOwnTime() {
    for (int i = 0; i < 200; i++) {
      store.put("k" + i, "v" + i, WriteOptions.expiringAfter(Duration.ofSeconds(1 + i)));
    }
    clock.advance(Duration.ofSeconds(100));

    assertThat(IntStream.range(0, 200).filter(i -> store.get("k" + i) != null).toArray())
        .isEqualTo(IntStream.range(100, 200).toArray());
  }
}
