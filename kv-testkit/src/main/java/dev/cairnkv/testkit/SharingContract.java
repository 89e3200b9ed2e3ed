package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The part of {@link ShardStorageContract} that is about shards that two storages share. Where an
 * adapter shares none, it proves that nothing happens.
 */
abstract class SharingContract extends QuarantineContract {

  /**
   * Returns a storage on a place that does not exist yet, with which one of {@link
   * ShardStorageContract#newStorage} can share shards. Where none can, any storage will do.
   */
  protected ShardStorage newOtherStorage() {
    return new InMemoryShardStorage();
  }

  private ShardStorage otherPlace() {
    ShardStorage other = closedAfterTest(newOtherStorage());
    other.create();
    closedAfterTest(other.lock());
    return other;
  }

  private ShardStorage placeWithAShard() {
    ShardStorage storage = emptyPlace();
    Shard shard = create(storage, 7);
    append(shard, HEADER.length, "stone");
    shard.sync();
    return storage;
  }

  private void assertHolds(ShardStorage storage, String text) {
    assertThat(text(open(reopen(storage), 7, ShardAccess.READ), HEADER.length, text.length()))
        .isEqualTo(text);
  }

  @Test
  void sharesAShardAsAWholeOrDoesNothing() {
    ShardStorage storage = placeWithAShard();
    ShardStorage other = otherPlace();

    if (storage.shareShard(7, other)) {
      assertThat(reopen(other).shardIds()).containsExactly(7);
      assertThat(bytes(open(other, 7, ShardAccess.READ)))
          .isEqualTo(bytes(open(storage, 7, ShardAccess.READ)));
    } else {
      assertThat(other.shardIds()).isEmpty();
    }
    assertThat(other.unknownNames()).isEmpty();
    assertHolds(storage, "stone");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsDoneToASharedShardDoesNotReachTheOther(boolean changesFirst) {
    ShardStorage storage = placeWithAShard();
    ShardStorage other = otherPlace();
    if (storage.shareShard(7, other)) {
      ShardStorage changed = changesFirst ? storage : other;
      ShardStorage kept = changesFirst ? other : storage;
      Shard shard = open(changed, 7, ShardAccess.APPEND);
      append(shard, HEADER.length, "water");
      shard.sync();
      shard.close();
      assertHolds(changed, "water");
      assertHolds(kept, "stone");
    }
  }

  @Test
  void cutsASharedShardForOneOnly() {
    ShardStorage storage = placeWithAShard();
    ShardStorage other = otherPlace();
    if (storage.shareShard(7, other)) {
      Shard before = open(other, 7, ShardAccess.READ);
      storage.truncateShard(7, HEADER.length);

      assertThat(open(storage, 7, ShardAccess.READ).sizeBytes()).isEqualTo(HEADER.length);
      assertThat(text(before, HEADER.length, 5)).isEqualTo("stone");
      assertThat(open(other, 7, ShardAccess.READ).sizeBytes()).isEqualTo(SIZE_BYTES);
      assertHolds(other, "stone");
    }
  }

  @Test
  void deletesOrMovesASharedShardForOneOnly() {
    ShardStorage storage = placeWithAShard();
    ShardStorage other = otherPlace();
    if (storage.shareShard(7, other)) {
      storage.deleteShard(7);
      assertHolds(other, "stone");
      assertThat(other.shareShard(7, storage)).isTrue();
      other.quarantineShard(7);
      assertHolds(storage, "stone");
    }
  }

  @Test
  void refusesToShareWhatIsMissingOrThereAlready() {
    ShardStorage storage = placeWithAShard();
    ShardStorage other = otherPlace();
    if (storage.shareShard(7, other)) {
      assertThatThrownBy(() -> storage.shareShard(7, other)).isInstanceOf(StorageException.class);
      assertThatThrownBy(() -> storage.shareShard(8, other)).isInstanceOf(StorageException.class);
      assertThat(other.shardIds()).containsExactly(7);
      assertHolds(other, "stone");
    }
  }
}
