package dev.cairnkv.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Damage;
import dev.cairnkv.KvStore;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shard is read although its header is damaged, if the header can be had from elsewhere. */
class HeaderCopyTest {
  private final Map<String, String> content = new TreeMap<>();
  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private int newest;

  @BeforeEach
  void fillThreeShardsAndCrash() {
    KvStore<String, String> store = Stores.restore(storage);
    for (int i = 0; i < 150; i++) {
      store.put("key " + i, "a value of some length");
      content.put("key " + i, "a value of some length");
    }
    storage = storage.restart();
    newest = storage.shardIds().getLast();
    assertThat(newest).isGreaterThan(2);
  }

  private void assertReadWithDamage(int shardId) {
    KvStore<String, String> store = Stores.restore(storage);
    assertThat(store.stats().restored().damages())
        .containsExactly(
            new Damage(
                shardId, 0, ShardHeaderDescriptor.LENGTH, "the shard header is damaged", true));
    assertThat(Stores.content(store)).isEqualTo(content);
    storage = storage.restart();
  }

  @Test
  void takesTheCopyInTheSeal() {
    storage.overwrite(1, 0, new byte[ShardHeaderDescriptor.LENGTH]);

    assertReadWithDamage(1);
  }

  @Test
  void correctsASingleBitWhereThereIsNoSealYet() {
    byte wrong = (byte) (storage.bytes(newest)[33] ^ 4);
    storage.overwrite(newest, 33, new byte[] {wrong});

    assertReadWithDamage(newest);
    assertReadWithDamage(newest); // it is sealed by now
  }

  @Test
  void refusesAShardOfWhichNoHeaderCanBeHad() {
    storage.overwrite(newest, 0, new byte[ShardHeaderDescriptor.LENGTH]);
    byte[] before = storage.bytes(newest);

    assertThatThrownBy(() -> Stores.restore(storage))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("shard " + newest)
        .hasMessageContaining("repair");

    assertThat(storage.bytes(newest)).isEqualTo(before);
  }
}
