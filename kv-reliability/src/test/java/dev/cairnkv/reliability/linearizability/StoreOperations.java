package dev.cairnkv.reliability.linearizability;

import dev.cairnkv.KvStore;
import dev.cairnkv.reliability.image.Images;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * What Lincheck does with a store: a few keys, on simulated storage, and values of which two fill a
 * shard.
 */
@Param(name = "key", gen = IntGen.class, conf = "0:2")
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class StoreOperations {
  private static final int SHARD_SIZE = 4 << 10;
  private static final int VALUE_LENGTH = 1500;

  private final KvStore<Long, byte[]> store =
      Images.restore(new SimulatedShardStorage(1), Images.options(SHARD_SIZE));

  /** Makes an empty store. */
  public StoreOperations() {}

  /** Puts a value, which often begins a new shard. */
  @Operation
  public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
    byte[] bytes = new byte[VALUE_LENGTH];
    bytes[0] = (byte) value;
    store.put((long) key, bytes);
  }

  /** Returns a value, or 0. */
  @Operation
  public int get(@Param(name = "key") int key) {
    byte[] value = store.get((long) key);
    return value == null ? 0 : value[0];
  }

  /** Deletes a key, and returns whether it was there. */
  @Operation
  public boolean delete(@Param(name = "key") int key) {
    return store.delete((long) key);
  }

  /** Returns whether a key is there. */
  @Operation
  public boolean contains(@Param(name = "key") int key) {
    return store.contains((long) key);
  }
}
