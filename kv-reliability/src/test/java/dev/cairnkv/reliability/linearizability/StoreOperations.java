package dev.cairnkv.reliability.linearizability;

import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.reliability.image.Images;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/**
 * What Lincheck does with a store: a few keys, on simulated storage, and values of which two fill a
 * shard.
 */
@Param(name = "key", gen = IntGen.class, conf = "0:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
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
    store.put((long) key, bytes(value));
  }

  /** Returns a value, or 0. */
  @Operation
  public int get(@Param(name = "key") int key) {
    return number(store.get((long) key));
  }

  /** Deletes a key, and returns whether it was there. */
  @Operation
  public boolean delete(@Param(name = "key") int key) {
    return store.delete((long) key);
  }

  /** Puts a value where there is none, and returns the one that is there, or 0. */
  @Operation
  public int putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
    return number(store.putIfAbsent((long) key, bytes(value)));
  }

  /** Puts a value, and returns the one that was there, or 0. */
  @Operation
  public int getAndPut(@Param(name = "key") int key, @Param(name = "value") int value) {
    return number(store.getAndPut((long) key, bytes(value)));
  }

  /** Puts a value in place of an expected one, and returns whether that was there. */
  @Operation
  public boolean replace(
      @Param(name = "key") int key,
      @Param(name = "value") int expected,
      @Param(name = "value") int next) {
    return store.replace((long) key, bytes(expected), bytes(next));
  }

  /** Deletes an expected value, and returns whether that was there. */
  @Operation
  public boolean delete(@Param(name = "key") int key, @Param(name = "value") int expected) {
    return store.delete((long) key, bytes(expected));
  }

  /** Adds to a value, and returns the sum. */
  @Operation
  public int merge(@Param(name = "key") int key, @Param(name = "value") int value) {
    return number(
        store.merge(
            (long) key, bytes(value), (current, given) -> bytes(number(current) + number(given))));
  }

  /** Adds one to a value that is there, and deletes what is above 4; returns what it is then. */
  @Operation
  public int compute(@Param(name = "key") int key) {
    return number(
        store.compute(
            (long) key,
            (_, current) -> {
              int number = number(current);
              return number == 0 || number > 4 ? null : bytes(number + 1);
            }));
  }

  /** Writes a record anew, and returns whether there is one. */
  @Operation
  public boolean touch(@Param(name = "key") int key) {
    return store.touch((long) key, WriteOptions.defaults());
  }

  /** Returns all values of one moment. */
  @Operation
  public String snapshot() {
    try (Snapshot<Long, byte[]> snapshot = store.snapshot()) {
      return number(snapshot.get(0L))
          + " "
          + number(snapshot.get(1L))
          + " "
          + number(snapshot.get(2L));
    }
  }

  private static byte[] bytes(int number) {
    byte[] bytes = new byte[VALUE_LENGTH];
    bytes[0] = (byte) number;
    return bytes;
  }

  private static int number(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes[0];
  }

  /** Returns whether a key is there. */
  @Operation
  public boolean contains(@Param(name = "key") int key) {
    return store.contains((long) key);
  }
}
