package dev.cairnkv.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Damage;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.ShardStats;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RestoreTest {
  private static final int FIRST = ShardHeaderDescriptor.LENGTH;
  private static final int PADDING = 4;

  private InMemoryShardStorage storage = new InMemoryShardStorage();

  /** Three records of the same length, and where they stand. */
  private int writeThree(boolean sync) {
    KvStore<String, String> store = Stores.restore(storage);
    store.put("a", "1");
    store.put("b", "2");
    if (sync) {
      store.sync();
    }
    store.put("c", "3");
    // The third frame also says how far the shard is synced, if it is.
    int length = (int) FrameDescriptor.align(FrameDescriptor.HEADER_LENGTH + 3);
    storage = storage.restart();
    return length;
  }

  private KvStore<String, String> restore() {
    return Stores.restore(storage);
  }

  private static RestoreReport report(KvStore<String, String> store) {
    return store.stats().restored();
  }

  @Test
  void cutsATornTailAtEveryByte() {
    int length = writeThree(false);
    byte[] intact = storage.bytes(1);
    Map<String, String> all = Map.of("a", "1", "b", "2", "c", "3");
    for (int cut = FIRST; cut <= FIRST + 3 * length; cut++) {
      InMemoryShardStorage torn = copyWith(Arrays.copyOf(intact, cut));
      int whole = (cut - FIRST + PADDING) / length; // the padding is zero, torn or not
      List<String> keys = List.of("a", "b", "c").subList(0, whole);
      boolean bytesLost = !Arrays.equals(torn.bytes(1), intact);

      try (KvStore<String, String> store = Stores.restore(torn)) {
        Map<String, String> content = Stores.content(store);
        if (bytesLost) {
          assertThat(content.keySet()).as("cut at %d", cut).containsExactlyElementsOf(keys);
        } else {
          assertThat(content).as("cut at %d", cut).isEqualTo(all);
        }
        assertThat(report(store).damages()).isEmpty();
        store.put("after", "the cut");
      }
      try (KvStore<String, String> store = Stores.restore(torn.reopen())) {
        assertThat(store.get("after")).isEqualTo("the cut");
        assertThat(report(store).damages()).isEmpty();
      }
    }
  }

  /** Another place with the same manifest and one shard, of which some bytes are given. */
  private InMemoryShardStorage copyWith(byte[] bytes) {
    InMemoryShardStorage copy = new InMemoryShardStorage();
    copy.create();
    copy.writeDocument("manifest", Objects.requireNonNull(storage.readDocument("manifest")));
    copy.createShard(1, Stores.SHARD_SIZE, Arrays.copyOf(bytes, FIRST)).close();
    copy.overwrite(1, 0, bytes);
    return copy;
  }

  @Test
  void stopsAtAHoleThatWasNeverSyncedAlthoughAFrameFollows() {
    int length = writeThree(false);
    storage.overwrite(1, FIRST + length, new byte[length]);

    KvStore<String, String> store = restore();

    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "1"));
    assertThat(report(store).damages()).isEmpty();
    assertThat(report(store).cutBytes()).isEqualTo(2L * length - PADDING);
    store.shutdown();
  }

  @Test
  void takesAHoleThatWasOnceSyncedForDamageAndGoesOnBehindIt() {
    int length = writeThree(true);
    storage.overwrite(1, FIRST + length, new byte[length]);

    KvStore<String, String> store = restore();

    assertThat(report(store).damages())
        .containsExactly(
            new Damage(1, FIRST + length, length, "the header fails its checksum", false));
    assertThat(store.get("c")).isEqualTo("3");
    // Whose record was lost cannot be told, so nothing older is taken for the latest.
    for (String key : List.of("a", "b", "never there")) {
      assertThatThrownBy(() -> store.get(key)).isInstanceOf(CorruptFrameException.class);
      assertThatThrownBy(() -> store.contains(key)).isInstanceOf(CorruptFrameException.class);
    }
    store.put("a", "again");
    assertThat(store.get("a")).isEqualTo("again");
    store.shutdown();
  }

  @Test
  void takesAFlippedPayloadInASealedShardForDamageOfThatKeyAlone() {
    int length = writeThree(false);
    restore().shutdown();
    storage = storage.reopen();
    storage.deleteCheckpoint();
    storage.overwrite(1, FIRST + length + FrameDescriptor.HEADER_LENGTH, new byte[] {'x'});

    KvStore<String, String> store = restore();

    assertThat(report(store).damages())
        .containsExactly(
            new Damage(1, FIRST + length, length, "the payload fails its checksum", true));
    assertThatThrownBy(() -> store.get("b")).isInstanceOf(CorruptFrameException.class);
    assertThat(store.getAll(List.of("a", "c"))).containsExactly("1", "3");
    store.shutdown();
  }

  @Test
  void reportsDamageBelowACleanMark() {
    KvStore<String, String> written = restore();
    written.put("a", "1");
    written.put("b", "2");
    long end = written.stats().usedBytes();
    written.shutdown();
    storage = storage.reopen();
    storage.deleteCheckpoint();
    int length = (int) (end - FIRST) / 2;
    storage.overwrite(1, FIRST + length, new byte[length]);

    KvStore<String, String> store = restore();

    assertThat(report(store).cleanShutdown()).isTrue();
    assertThat(report(store).damages())
        .containsExactly(
            new Damage(1, FIRST + length, length, "the header fails its checksum", false));
    assertThatThrownBy(() -> store.get("a")).isInstanceOf(CorruptFrameException.class);
    store.put("c", "3");
    storage = storage.restart();
    KvStore<String, String> again = restore();
    assertThat(again.get("c")).isEqualTo("3");
    assertThatThrownBy(() -> again.get("a")).isInstanceOf(CorruptFrameException.class);
    again.shutdown();
  }

  @Test
  void restoringTwiceGivesTheSame() {
    writeThree(true);
    KvStore<String, String> first = restore();
    Map<String, String> content = Stores.content(first);
    List<ShardStats> shards = first.stats().shards();
    storage = storage.restart();

    KvStore<String, String> second = restore();

    assertThat(Stores.content(second)).isEqualTo(content);
    assertThat(second.stats().shards()).isEqualTo(shards);
    second.shutdown();
  }

  @Test
  void deletesAShardThatACrashLeftEmpty() {
    writeThree(false);
    storage.createShard(2, Stores.SHARD_SIZE, headerOf(2)).close();

    KvStore<String, String> store = restore();

    assertThat(Stores.content(store)).hasSize(3);
    assertThat(storage.shardIds()).containsExactly(1);
    store.put("d", "4");
    assertThat(storage.shardIds()).containsExactly(1, 2);
    store.shutdown();
  }

  @Test
  void cutsWhatACrashLeftOfASealedShardsRemainder() {
    writeThree(false);
    restore().shutdown();
    long sealed = storage.bytes(1).length;
    assertThat(sealed).isLessThan(Stores.SHARD_SIZE / 4);
  }

  @Test
  void ignoresADamagedCleanMarkAndSaysSo() {
    KvStore<String, String> written = restore();
    written.put("a", "1");
    written.shutdown();
    storage = storage.reopen();
    storage.lock().close();
    storage.writeDocument(CleanMark.NAME, new byte[] {1, 2, 3});

    KvStore<String, String> store = restore();

    assertThat(report(store).cleanShutdown()).isFalse();
    assertThat(report(store).damages()).hasSize(1);
    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "1"));
    store.shutdown();
  }

  @Test
  void refusesToDoWithoutTheShardThatTheCleanMarkNames() {
    KvStore<String, String> written = restore();
    written.put("a", "1");
    written.shutdown();
    storage = storage.reopen();
    storage.deleteShard(1);

    assertThatThrownBy(this::restore)
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("shard 1")
        .hasMessageContaining("missing");

    storage.deleteDocument(CleanMark.NAME);
    assertThatThrownBy(this::restore) // the checkpoint names it, too
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("missing");

    storage.deleteCheckpoint();
    KvStore<String, String> without = restore();
    assertThat(without.size()).isZero();
    without.shutdown();
  }

  /** A mark that does not hold must not hold again for a shard that gets the same id later. */
  @Test
  void deletesACleanMarkThatDoesNotHold() {
    KvStore<String, String> written = restore();
    written.put("a", "1");
    written.shutdown();
    storage = storage.reopen();
    storage.createShard(2, Stores.SHARD_SIZE, headerOf(2)).close();

    KvStore<String, String> store = restore();
    assertThat(report(store).cleanShutdown()).isFalse();
    assertThat(storage.readDocument(CleanMark.NAME)).isNull();
    assertThat(Stores.content(store)).isEqualTo(Map.of("a", "1"));
    store.put("b", "2");
    storage = storage.restart();

    KvStore<String, String> again = restore();
    assertThat(Stores.content(again)).isEqualTo(Map.of("a", "1", "b", "2"));
    again.shutdown();
  }

  @Test
  void refusesAShardOfAnotherStore() {
    writeThree(false);
    byte[] foreign = storage.bytes(1);
    InMemoryShardStorage other = new InMemoryShardStorage();
    KvStore<String, String> store = Stores.restore(other);
    store.put("x", "y");
    store.shutdown();
    InMemoryShardStorage mixed = other.reopen();
    mixed.createShard(2, Stores.SHARD_SIZE, Arrays.copyOf(foreign, FIRST)).close();

    assertThatThrownBy(() -> Stores.restore(mixed))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("shard 2")
        .hasMessageContaining("belongs to store");
    mixed.lock().close();
  }

  @Test
  void refusesARenamedShard() {
    writeThree(false);
    storage.createShard(2, Stores.SHARD_SIZE, headerOf(1)).close();

    assertThatThrownBy(this::restore)
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("shard 2")
        .hasMessageContaining("shard 1");
  }

  @Test
  void refusesANewerFormatAndLeavesItAsItIs() {
    writeThree(false);
    storage.overwrite(1, 8, new byte[] {2, 0});
    byte[] before = storage.bytes(1);

    assertThatThrownBy(this::restore)
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("format 2");
    assertThat(storage.bytes(1)).isEqualTo(before);
  }

  @Test
  void refusesShardsWithoutAManifest() {
    writeThree(false);
    storage.deleteDocument("manifest");

    assertThatThrownBy(this::restore)
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("no manifest");
    assertThat(storage.shardIds()).containsExactly(1);
  }

  @Test
  void aSequenceIsNeverUsedTwice() {
    KvStore<String, String> store = restore();
    for (int i = 0; i < 100; i++) {
      store.put("key " + i, "value");
      store.delete("key " + i);
    }
    assertThat(store.stats().lastSequence()).isEqualTo(200);
    store.shutdown();
    storage = storage.reopen();
    KvStore<String, String> clean = restore();
    assertThat(clean.stats().lastSequence()).isEqualTo(200);
    clean.put("a", "1");
    storage = storage.restart();
    KvStore<String, String> crashed = restore();
    assertThat(crashed.stats().lastSequence()).isEqualTo(201);
    crashed.shutdown();
  }

  /** The header of shard 1 with another id, as a crash right after making that shard leaves it. */
  private byte[] headerOf(int id) {
    try (var shard = storage.openShard(1, ShardAccess.READ)) {
      var header = ShardHeader.decode(shard.read(0, FIRST), "shard 1");
      return new ShardHeader(
              id,
              header.storeId(),
              header.shardSizeBytes(),
              4,
              header.createdEpochMillis(),
              header.codec())
          .encode();
    }
  }
}
