package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CodecException;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Cursor;
import dev.cairnkv.Durability;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.WrongKeyTypeException;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedStoreTest {
  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = Stores.restore(storage);

  @AfterEach
  void shutDown() {
    store.shutdown();
  }

  private void reopen() {
    store.shutdown();
    storage = storage.reopen();
    store = Stores.restore(storage);
  }

  private void crash() {
    storage = storage.restart();
    store = Stores.restore(storage);
  }

  @Test
  void anEmptyStoreHoldsNothing() {
    assertThat(store.get("a")).isNull();
    assertThat(store.contains("a")).isFalse();
    assertThat(store.delete("a")).isFalse();
    assertThat(store.size()).isZero();
    assertThat(Stores.content(store)).isEmpty();
    assertThat(store.stats().shards()).isEmpty();
    assertThat(store.stats().restored().created()).isTrue();

    reopen();

    assertThat(store.size()).isZero();
    assertThat(store.stats().restored().created()).isFalse();
  }

  @Test
  void givesBackTheLatestValue() {
    store.put("a", "1");
    store.put("b", "2");
    store.put("a", "3");

    assertThat(store.get("a")).isEqualTo("3");
    assertThat(store.get("b")).isEqualTo("2");
    assertThat(store.size()).isEqualTo(2);
    assertThat(store.getAll(List.of("b", "missing", "a"))).containsExactly("2", null, "3");
  }

  @Test
  void forgetsADeletedKeyForGood() {
    store.put("a", "1");

    assertThat(store.delete("a")).isTrue();
    assertThat(store.delete("a")).isFalse();
    assertThat(store.get("a")).isNull();
    assertThat(store.contains("a")).isFalse();
    assertThat(store.size()).isZero();

    reopen();
    assertThat(store.get("a")).isNull();
    crash();
    assertThat(store.get("a")).isNull();

    store.put("a", "again");
    reopen();
    assertThat(store.get("a")).isEqualTo("again");
  }

  @Test
  void takesEmptyKeysAndValues() {
    store.put("", "empty key");
    store.put("empty value", "");
    reopen();

    assertThat(store.get("")).isEqualTo("empty key");
    assertThat(store.get("empty value")).isEmpty();
    assertThat(store.contains("empty value")).isTrue();
  }

  @Test
  void goesOnInTheSameShardAfterACleanShutdown() {
    store.put("a", "1");
    reopen();
    assertThat(store.stats().restored().cleanShutdown()).isTrue();
    store.put("b", "2");

    assertThat(storage.shardIds()).containsExactly(1);
    reopen();
    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void goesOnInANewShardAfterACrash() {
    store.put("a", "1");
    crash();
    assertThat(store.stats().restored().cleanShutdown()).isFalse();
    assertThat(store.get("a")).isEqualTo("1");
    store.put("b", "2");

    assertThat(storage.shardIds()).containsExactly(1, 2);
    crash();
    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void readingLeavesTheMarkOfACleanShutdown() {
    store.put("a", "1");
    reopen();
    assertThat(store.get("a")).isEqualTo("1");
    crash();

    assertThat(store.stats().restored().cleanShutdown()).isTrue();
  }

  @Test
  void takesTheLargestRecordThatFitsAndRefusesOneByteMore() {
    int largest = (int) ShardLog.maxPayloadBytes(Stores.SHARD_SIZE) - 1 - TextCodec.OVERHEAD;
    String fits = "v".repeat(largest);
    store.put("k", fits);
    byte[] before = storage.bytes(1);
    long sequence = store.stats().lastSequence();

    assertThatExceptionOfType(RecordTooLargeException.class)
        .isThrownBy(() -> store.put("k", fits + "v"))
        .satisfies(
            refused -> {
              assertThat(refused.maxPayloadBytes())
                  .isEqualTo(ShardLog.maxPayloadBytes(Stores.SHARD_SIZE));
              assertThat(refused.payloadBytes()).isEqualTo(refused.maxPayloadBytes() + 1);
            });

    assertThat(storage.shardIds()).containsExactly(1);
    assertThat(storage.bytes(1)).isEqualTo(before);
    assertThat(store.stats().lastSequence()).isEqualTo(sequence);
    assertThat(store.get("k")).isEqualTo(fits);
    crash();
    assertThat(store.get("k")).isEqualTo(fits);
  }

  @Test
  void aLargestRecordAfterAnotherBeginsANewShard() {
    String largest =
        "v".repeat((int) ShardLog.maxPayloadBytes(Stores.SHARD_SIZE) - 1 - TextCodec.OVERHEAD);
    store.put("a", largest);
    store.put("b", largest);

    assertThat(storage.shardIds()).containsExactly(1, 2);
    crash();
    assertThat(store.getAll(List.of("a", "b"))).containsExactly(largest, largest);
  }

  /** Fills a shard to the last byte that leaves room for the seal, and then by 8 bytes too few. */
  @ParameterizedTest
  @ValueSource(ints = {0, FrameDescriptor.ALIGNMENT})
  void rollsExactlyWhenTheNextFrameDoesNotFit(int tooLong) {
    String half = "v".repeat(1000);
    store.put("a", half);
    long used = store.stats().usedBytes();
    int keptForTombstones = Stores.SHARD_SIZE / 64;
    int room = (int) (Stores.SHARD_SIZE - FrameDescriptor.SEAL_LENGTH - keptForTombstones - used);
    int payload = room - FrameDescriptor.HEADER_LENGTH + tooLong;
    store.put("b", "w".repeat(payload - 1 - TextCodec.OVERHEAD));

    assertThat(storage.shardIds()).hasSize(tooLong == 0 ? 1 : 2);
    crash();
    assertThat(store.get("a")).isEqualTo(half);
    assertThat(store.get("b")).hasSize(payload - 1 - TextCodec.OVERHEAD);
  }

  @Test
  void noShardIsEverLargerThanTold() {
    for (int i = 0; i < 1000; i++) {
      store.put("key " + i, "value ".repeat(i % 50));
    }
    assertThat(storage.shardIds()).hasSizeGreaterThan(10);
    assertThat(storage.shardIds())
        .allSatisfy(id -> assertThat(storage.bytes(id)).hasSize(Stores.SHARD_SIZE));
  }

  @Test
  void countsLiveBytesTheSameWhileRunningAndAfterARestore() {
    for (int i = 0; i < 500; i++) {
      store.put("key " + i % 90, "value " + i);
      if (i % 7 == 0) {
        store.delete("key " + i % 60);
      }
    }
    List<ShardStats> running = store.stats().shards();
    assertThat(store.stats().liveBytes()).isPositive().isLessThan(store.stats().usedBytes());
    assertThat(running.stream().mapToLong(ShardStats::liveRecords).sum()).isEqualTo(store.size());

    reopen();
    assertThat(store.stats().shards()).isEqualTo(running);
  }

  @Test
  void aCursorGivesEveryKeyOnceWhileOthersAreWritten() {
    for (int i = 0; i < 2000; i++) {
      store.put("stays " + i, "0");
    }
    Map<String, String> seen = new HashMap<>();
    try (Cursor<String, String> cursor = store.cursor()) {
      for (int i = 0; cursor.hasNext(); i++) {
        KeyValue<String, String> next = cursor.next();
        assertThat(seen.put(next.key(), next.value())).isNull();
        store.put("stays " + i * 31 % 2000, Integer.toString(i));
        store.put("comes " + i, "");
        store.delete("comes " + i / 2);
      }
    }
    assertThat(seen.keySet()).filteredOn(key -> key.startsWith("stays")).hasSize(2000);
  }

  @Test
  void aClosedCursorEnds() {
    store.put("a", "1");
    Cursor<String, String> cursor = store.cursor();
    cursor.close();
    cursor.close();
    assertThat(cursor.hasNext()).isFalse();
  }

  @Test
  void everythingButStatsAndShutdownFailsOnceShutDown() {
    store.put("a", "1");
    Cursor<String, String> cursor = store.cursor();
    store.shutdown();
    store.shutdown();
    store.close();

    assertThatThrownBy(() -> store.put("b", "2")).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> store.get("a")).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> store.delete("a")).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> store.contains("a")).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(store::size).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(store::sync).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(store::cursor).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(cursor::next).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> store.getAll(List.of("a"))).isInstanceOf(StoreClosedException.class);
    assertThat(store.stats().keys()).isEqualTo(1);
  }

  @Test
  void isLockedWhileOpen() {
    InMemoryShardStorage second = storage.reopen();
    assertThatThrownBy(() -> Stores.restore(second)).isInstanceOf(StoreLockedException.class);
    store.put("still", "works");

    store.shutdown();
    store = Stores.restore(storage.reopen());
    assertThat(store.get("still")).isEqualTo("works");
  }

  @Test
  void refusesAnotherKeyType() {
    store.shutdown();
    assertThatThrownBy(
            () ->
                ShardedStore.restore(
                    storage.reopen(),
                    Codecs.of(KeyType.LONG, new LongCodec()),
                    Clock.system(),
                    Stores.OPTIONS))
        .isInstanceOf(WrongKeyTypeException.class)
        .hasMessageContaining("'string'")
        .hasMessageContaining("'long'");
    reopen();
  }

  @Test
  void refusesAPlaceThatHoldsSomethingElse() {
    InMemoryShardStorage other = new InMemoryShardStorage();
    other.create();
    other.addUnknown("thesis.doc");
    assertThatThrownBy(() -> Stores.restore(other))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("not a store")
        .hasMessageContaining("thesis.doc");
    other.lock().close();
  }

  @Test
  void leavesUnknownNamesAloneAndReportsThem() {
    store.put("a", "1");
    storage.addUnknown("notes.txt");
    reopen();
    assertThat(store.stats().restored().unknownNames()).containsExactly("notes.txt");
    assertThat(store.get("a")).isEqualTo("1");
  }

  @Test
  void beginsNoStoreUnlessItMay() {
    InMemoryShardStorage nowhere = new InMemoryShardStorage();
    StoreOptions options = Stores.OPTIONS.toBuilder().createIfMissing(false).build();
    assertThatThrownBy(() -> Stores.restore(nowhere, options))
        .isInstanceOf(StoreNotFoundException.class);
    assertThatThrownBy(() -> nowhere.lock()).isInstanceOf(StoreNotFoundException.class);
  }

  @Test
  void readsEachShardWithTheCodecThatWroteIt() {
    TextCodec text = new TextCodec();
    TextCodec other = new TextCodec("other", 0);
    store.put("a", "by text");
    store.shutdown();

    store = Stores.restore(storage.reopen(), Stores.OPTIONS, other, text);
    assertThat(store.get("a")).isEqualTo("by text");
    store.put("b", "by other");
    store.shutdown();

    store = Stores.restore(storage.reopen(), Stores.OPTIONS, text, other);
    store.put("c", "by text again");
    assertThat(Stores.content(store))
        .isEqualTo(Map.of("a", "by text", "b", "by other", "c", "by text again"));
    assertThat(store.stats().shards())
        .extracting(ShardStats::codecId)
        .containsExactly("text", "other", "text");
    store.shutdown();

    assertThatThrownBy(() -> Stores.restore(storage.reopen(), Stores.OPTIONS, other))
        .isInstanceOf(WrongCodecException.class)
        .hasMessageContaining("shard 1")
        .hasMessageContaining("'text'")
        .hasMessageContaining("(kv-codec-text, or one of the application that wrote it)");
    assertThatThrownBy(
            () -> Stores.restore(storage.reopen(), Stores.OPTIONS, new TextCodec("text", 7), other))
        .isInstanceOf(WrongCodecException.class)
        .hasMessageContaining("schema");
    store = Stores.restore(storage.reopen(), Stores.OPTIONS, text, other);
  }

  @Test
  void aCodecThatFailsWritesNothing() {
    store.put("a", "1");
    store.shutdown();
    TextCodec failing = new TextCodec();
    store = Stores.restore(storage.reopen(), Stores.OPTIONS, new FailingCodec(failing));
    byte[] before = storage.bytes(1);

    assertThatThrownBy(() -> store.put("b", "exception"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("nothing was written");
    assertThatThrownBy(() -> store.put("b", "error")).isInstanceOf(StackOverflowError.class);

    assertThat(storage.bytes(1)).isEqualTo(before);
    store.put("b", "2");
    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void aFullStoreGoesOnWhenThereIsRoom() {
    storage.setCapacityBytes(2 * Stores.SHARD_SIZE + 1000);
    Map<String, String> written = new HashMap<>();
    assertThatThrownBy(
            () -> {
              for (int i = 0; ; i++) {
                store.put("key " + i, "value");
                written.put("key " + i, "value");
              }
            })
        .isInstanceOf(StoreFullException.class);
    assertThat(storage.shardIds()).containsExactly(1, 2);
    assertThat(Stores.content(store)).isEqualTo(written);

    storage.setCapacityBytes(Long.MAX_VALUE);
    store.put("more", "room");
    written.put("more", "room");
    assertThat(Stores.content(store)).isEqualTo(written);
    crash();
    assertThat(Stores.content(store)).isEqualTo(written);
  }

  @Test
  void aDamagedRecordAnswersWithAnErrorAndHarmsNoOther() {
    store.put("a", "old");
    store.put("a", "new");
    store.put("b", "fine");
    long second = 128 + (store.stats().usedBytes() - 128) / 3;
    storage.overwrite(1, second + 34, new byte[] {'x'});

    assertThatExceptionOfType(CorruptFrameException.class)
        .isThrownBy(() -> store.get("a"))
        .satisfies(
            corrupt -> {
              assertThat(corrupt.shardId()).isEqualTo(1);
              assertThat(corrupt.offset()).isEqualTo(second);
            });
    assertThat(store.get("b")).isEqualTo("fine");

    assertThat(store.stats().damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage.offset()).isEqualTo(second));

    reopen();
    assertThatThrownBy(() -> store.get("a")).isInstanceOf(CorruptFrameException.class);
    assertThat(store.get("b")).isEqualTo("fine");
  }

  @Test
  void syncedWritesAreSyncedWhenTheyReturn() {
    store.shutdown();
    StoreOptions synced = Stores.OPTIONS.toBuilder().durability(Durability.SYNCED).build();
    store = Stores.restore(storage.reopen(), synced);
    store.put("a", "1");
    assertThat(store.stats().syncedSequence()).isEqualTo(store.stats().lastSequence());
    store.delete("a");
    assertThat(store.stats().syncedSequence()).isEqualTo(store.stats().lastSequence());
  }

  /** The deletion of another call, which was not to be synced, once stayed unsynced. */
  @Test
  void aSyncedDeletionIsSyncedAlsoIfThereWasNothingToDelete() {
    store.put("a", "1");
    store.delete("a", WriteOptions.appended());
    assertThat(store.stats().syncedSequence()).isZero();

    assertThat(store.delete("a", WriteOptions.synced())).isFalse();

    assertThat(store.stats().syncedSequence()).isEqualTo(2);
  }

  @Test
  void eachWriteCanHaveADurabilityOfItsOwn() {
    store.put("a", "1", WriteOptions.synced());
    assertThat(store.stats().syncedSequence()).isEqualTo(1);
    store.write(new Batch<String, String>().put("b", "2").put("c", "3"), WriteOptions.synced());
    assertThat(store.stats().syncedSequence()).isEqualTo(3);
    store.put("d", "4", WriteOptions.defaults());
    assertThat(store.stats().syncedSequence()).isEqualTo(3);
  }

  @Test
  void syncCoversWhatWasAppended() {
    store.put("a", "1");
    assertThat(store.stats().syncedSequence()).isZero();
    store.sync();
    assertThat(store.stats().syncedSequence()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway") // null is the point
  void refusesNullAndUnpairedSurrogates() {
    assertThatThrownBy(() -> store.put(null, "v")).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> store.put("k", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> store.get(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> store.put("\ud800", "v")).isInstanceOf(IllegalArgumentException.class);
    assertThat(store.size()).isZero();
  }

  /** Thousands of random operations beside a map, with restarts, crashes and swaps of the codec. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void behavesLikeAMapThroughRestartsAndCrashes(long seed) {
    Random random = new Random(seed);
    Map<String, String> model = new HashMap<>();
    TextCodec[] codecs = {new TextCodec(), new TextCodec("other", 1)};
    for (int step = 0; step < 5000; step++) {
      String key = "key " + random.nextInt(300);
      int action = random.nextInt(100);
      if (action < 2) {
        if (action == 0) {
          store.shutdown();
          storage = storage.reopen();
        } else {
          storage = storage.restart();
        }
        int writer = random.nextInt(2);
        store = Stores.restore(storage, Stores.OPTIONS, codecs[writer], codecs[1 - writer]);
        assertThat(Stores.content(store)).isEqualTo(model);
        assertThat(store.stats().restored().damages()).isEmpty();
      } else if (action < 60) {
        String value = Integer.toString(step).repeat(random.nextInt(30));
        store.put(key, value);
        model.put(key, value);
      } else if (action < 80) {
        assertThat(store.delete(key)).isEqualTo(model.remove(key) != null);
      } else {
        assertThat(store.get(key)).isEqualTo(model.get(key));
      }
      assertThat(store.size()).isEqualTo(model.size());
    }
    assertThat(Stores.content(store)).isEqualTo(model);
  }

  private static final class FailingCodec implements Codec<String, String> {
    private final TextCodec codec;

    FailingCodec(TextCodec codec) {
      this.codec = codec;
    }

    @Override
    public String id() {
      return codec.id();
    }

    @Override
    public int version() {
      return codec.version();
    }

    @Override
    public long schemaFingerprint() {
      return codec.schemaFingerprint();
    }

    @Override
    public void encode(String key, String value, PayloadBuffer target) {
      codec.encode(key, value, target);
      if (value.equals("exception")) {
        throw new IllegalArgumentException("on purpose");
      }
      if (value.equals("error")) {
        throw new StackOverflowError("on purpose");
      }
    }

    @Override
    public KeyValue<String, String> decode(MemorySegment payload) {
      return codec.decode(payload);
    }
  }

  private static final class LongCodec implements Codec<Long, String> {
    @Override
    public String id() {
      return "text";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public long schemaFingerprint() {
      return 0;
    }

    @Override
    public void encode(Long key, String value, PayloadBuffer target) {
      throw new AssertionError("never called");
    }

    @Override
    public KeyValue<Long, String> decode(MemorySegment payload) {
      throw new AssertionError("never called");
    }
  }
}
