package dev.cairnkv.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KvStore;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shard that is not there is noticed, whichever it is; one that is rightly gone is not. */
class MissingShardTest {
  private InMemoryShardStorage storage = new InMemoryShardStorage();

  private int fill(boolean cleanly) {
    KvStore<String, String> store = Stores.restore(storage);
    for (int i = 0; i < 200; i++) {
      store.put("key " + i, "a value of some length");
    }
    if (cleanly) {
      store.shutdown();
    }
    storage = storage.restart();
    return storage.shardIds().getLast();
  }

  private void assertMissing(int id) {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> Stores.restore(storage))
          .isInstanceOf(WrongFormatException.class)
          .hasMessageContaining("shard " + id + " of memory is missing")
          .hasMessageContaining("repair");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noticesEachShardThatIsMissing(boolean cleanly) {
    int newest = fill(cleanly);
    assertThat(newest).isGreaterThan(2);
    for (int id = 1; id <= newest; id++) {
      storage = new InMemoryShardStorage();
      fill(cleanly);
      storage.deleteShard(id);

      assertMissing(id);
    }
  }

  @Test
  void noticesAMissingNewestShardAlthoughNothingButTheSealBeforeItTellsOfIt() {
    int newest = fill(true);
    storage.deleteShard(newest);
    storage.deleteDocument("clean");
    storage.deleteCheckpoint();

    assertMissing(newest);
  }

  @Test
  void doesNotMissAShardThatTheCrashLeftWithoutARecord() {
    int newest = fill(false);
    byte[] header = new byte[ShardHeaderDescriptor.LENGTH];
    storage.overwrite(newest, header.length, new byte[Stores.SHARD_SIZE - header.length]);

    KvStore<String, String> store = Stores.restore(storage);
    store.put("after", "1");
    storage = storage.restart();

    KvStore<String, String> next = Stores.restore(storage);
    assertThat(next.get("after")).isEqualTo("1");
    assertThat(next.stats().restored().damages()).isEmpty();
    assertThat(storage.shardIds()).doesNotHaveDuplicates().hasSize(newest + 1);
    next.shutdown();
  }

  @Test
  void takesARetiredShardForGoneAndItsIdForUsed() {
    int newest = fill(true);
    storage.deleteCheckpoint();
    storage.writeDocument(
        RetiredShards.NAME, new RetiredShards(new TreeSet<>(List.of(2, newest + 4))).encode());
    storage.deleteShard(2);

    KvStore<String, String> store = Stores.restore(storage);
    for (int i = 0; i < 200; i++) {
      store.put("later " + i, "a value of some length");
    }

    assertThat(storage.shardIds()).contains(newest + 5).doesNotContain(2, newest + 1, newest + 4);
    store.shutdown();
  }

  @Test
  void refusesADamagedListOfRetiredShards() {
    fill(true);
    byte[] document = new RetiredShards(new TreeSet<>(List.of(2))).encode();
    document[10] ^= 1;
    storage.writeDocument(RetiredShards.NAME, document);

    assertThatThrownBy(() -> Stores.restore(storage))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("retired shards");
  }
}
