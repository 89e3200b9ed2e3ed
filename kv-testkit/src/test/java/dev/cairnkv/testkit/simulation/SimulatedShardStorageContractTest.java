package dev.cairnkv.testkit.simulation;

import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.ShardStorageContract;

/** Without a plan, the simulated storage is a storage like any other. */
final class SimulatedShardStorageContractTest extends ShardStorageContract {

  @Override
  protected ShardStorage newStorage() {
    return SimulatedShardStorage.strict(1);
  }

  @Override
  protected ShardStorage newOtherStorage() {
    return SimulatedShardStorage.strict(2);
  }

  @Override
  protected ShardStorage reopen(ShardStorage storage) {
    return ((SimulatedShardStorage) storage).reopen();
  }

  @Override
  protected void addUnknown(ShardStorage storage, String name) {
    ((SimulatedShardStorage) storage).addUnknown(name);
  }

  @Override
  protected ShardStorage newStorageWithRoomFor(long bytes) {
    SimulatedShardStorage storage = SimulatedShardStorage.strict(1);
    storage.setCapacityBytes(bytes);
    return storage;
  }
}
