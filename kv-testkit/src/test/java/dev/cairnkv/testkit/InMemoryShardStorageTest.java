package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import org.junit.jupiter.api.Test;

final class InMemoryShardStorageTest extends ShardStorageContract {

  @Override
  protected ShardStorage newStorage() {
    return new InMemoryShardStorage();
  }

  @Override
  protected ShardStorage reopen(ShardStorage storage) {
    return ((InMemoryShardStorage) storage).reopen();
  }

  @Override
  protected void addUnknown(ShardStorage storage, String name) {
    ((InMemoryShardStorage) storage).addUnknown(name);
  }

  @Override
  protected ShardStorage newStorageWithRoomFor(long bytes) {
    InMemoryShardStorage storage = new InMemoryShardStorage();
    storage.setCapacityBytes(bytes);
    return storage;
  }

  @Test
  void keepsWhatWasAppendedWhenTheProcessIsKilled() {
    InMemoryShardStorage storage = (InMemoryShardStorage) emptyPlace();
    Shard shard = create(storage, 1);
    append(shard, HEADER.length, "stone");
    InMemoryShardStorage next = storage.restart();

    assertThatThrownBy(() -> shard.read(0, 1)).isInstanceOf(IllegalStateException.class);
    closedAfterTest(next.lock());
    assertThat(text(open(next, 1, ShardAccess.READ), HEADER.length, 5)).isEqualTo("stone");
  }

  @Test
  void damagesAShardWhetherOpenOrNot() {
    InMemoryShardStorage storage = (InMemoryShardStorage) emptyPlace();
    Shard shard = create(storage, 1);
    storage.overwrite(1, 0, new byte[] {'T'});
    assertThat(text(shard, 0, HEADER.length)).isEqualTo("The header");
    shard.close();
    storage.overwrite(1, SIZE_BYTES - 1L, new byte[] {'!'});

    assertThat(storage.bytes(1)).hasSize(SIZE_BYTES).startsWith('T').endsWith('!');
    assertThatThrownBy(() -> storage.overwrite(1, SIZE_BYTES, new byte[1]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void countsDocumentsAgainstItsCapacity() {
    InMemoryShardStorage storage = (InMemoryShardStorage) emptyPlace();
    storage.setCapacityBytes(10);
    storage.writeDocument("manifest", new byte[8]);

    assertThatThrownBy(() -> storage.writeDocument("checkpoint", new byte[3]))
        .isInstanceOf(StoreFullException.class);
    assertThat(storage.readDocument("checkpoint")).isNull();
  }
}
