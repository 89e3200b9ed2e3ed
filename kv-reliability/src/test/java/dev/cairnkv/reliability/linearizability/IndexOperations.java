package dev.cairnkv.reliability.linearizability;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.index.Index;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What Lincheck does with an index: a handful of fingerprints of one sub-table with the same home
 * slot, two short of its growth. One thread writes, as the store sees to.
 */
@Param(name = "key", gen = IntGen.class, conf = "0:3")
@Param(name = "location", gen = IntGen.class, conf = "1:9")
public class IndexOperations {
  private static final int FILLERS = 228;
  private static final long FILLER_DISTANCE = Long.divideUnsigned(-1L, FILLERS);

  private final Index index = new Index();

  /** Makes an index that grows with the third further key. */
  public IndexOperations() {
    this(FILLERS);
  }

  IndexOperations(int fillers) {
    for (int i = 0; i < fillers; i++) {
      index.put(filler(i), 1);
    }
  }

  /** Returns a location. */
  @Operation
  public long get(@Param(name = "key") int key) {
    return index.get(fingerprint(key));
  }

  /** Sets a location. */
  @Operation(nonParallelGroup = "writer")
  public long put(@Param(name = "key") int key, @Param(name = "location") int location) {
    return index.put(fingerprint(key), location);
  }

  /** Removes a location. */
  @Operation(nonParallelGroup = "writer")
  public long remove(@Param(name = "key") int key) {
    return index.remove(fingerprint(key));
  }

  /** Takes a filler out and puts it in again, so that what stands behind it moves. */
  @Operation(nonParallelGroup = "writer")
  public void shift() {
    index.remove(filler(1));
    index.put(filler(1), 1);
  }

  /** The size agrees with what is listed. */
  @Validate
  public void sizeAgrees() {
    if (index.locations(0).length != index.size()) {
      throw new IllegalStateException(
          "%d are listed of %d".formatted(index.locations(0).length, index.size()));
    }
  }

  private static Fingerprint fingerprint(int key) {
    return new Fingerprint(0, key);
  }

  /**
   * The first two have the last slot for a home, so that one of them stands in the home of the keys
   * and in front of them; the others are all over the table.
   */
  private static Fingerprint filler(int i) {
    return new Fingerprint(0, i < 2 ? -1 - i : 100 + i * FILLER_DISTANCE);
  }
}
