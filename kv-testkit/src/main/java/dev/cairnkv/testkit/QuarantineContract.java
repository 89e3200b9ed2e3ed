package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@link ShardStorageContract} that is about moving shards aside. */
abstract class QuarantineContract extends CheckpointContract {

  @Test
  void movesAShardAsideWhereItIsNoShardAnyMore() {
    ShardStorage storage = emptyPlace();
    create(storage, 1).close();
    create(storage, 2).close();
    assertThat(storage.quarantineShard(1)).isNotBlank();

    ShardStorage other = reopen(storage);
    assertThat(other.shardIds()).containsExactly(2);
    assertThat(other.unknownNames()).isEmpty();
    assertThatThrownBy(() -> other.openShard(1, ShardAccess.READ))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> other.deleteShard(1)).isInstanceOf(StorageException.class);
  }

  @Test
  void refusesToMoveAsideAShardThatIsMissing() {
    ShardStorage storage = emptyPlace();
    create(storage, 2).close();

    assertThatThrownBy(() -> storage.quarantineShard(1))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("1")
        .hasMessageContaining(storage.location());
    storage.quarantineShard(2);
    assertThatThrownBy(() -> storage.quarantineShard(2)).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> missingPlace().quarantineShard(1))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void neverReplacesWhatWasMovedAsideBefore() {
    ShardStorage storage = emptyPlace();
    Set<String> places = new HashSet<>();
    for (int round = 1; round <= 4; round++) {
      create(storage, 1).close();
      assertThat(places.add(storage.quarantineShard(1))).as("a place of its own").isTrue();
    }

    assertThat(storage.shardIds()).isEmpty();
  }

  @Test
  void makesAnEmptyShardUnderTheIdOfOneThatWasMovedAside() {
    ShardStorage storage = emptyPlace();
    Shard shard = create(storage, 1);
    append(shard, HEADER.length, "stone");
    shard.close();
    storage.quarantineShard(1);

    assertThat(bytes(create(storage, 1))).isEqualTo(fresh());
  }
}
