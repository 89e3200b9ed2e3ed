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
  private static final int FILLERS = 4;

  private final Index index = new Index();

  /** Makes an index that grows with the third further key. */
  public IndexOperations() {
    for (int i = 0; i < FILLERS; i++) {
      index.put(fingerprint(100 + i), 1);
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
    index.remove(fingerprint(100));
    index.put(fingerprint(100), 1);
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
    return new Fingerprint(key, 0);
  }
}
