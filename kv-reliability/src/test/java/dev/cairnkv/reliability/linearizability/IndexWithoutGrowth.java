package dev.cairnkv.reliability.linearizability;

/** The same in an index that is nearly empty, which takes the model checker less time to make. */
public class IndexWithoutGrowth extends IndexOperations {
  private static final int FILLERS = 2;

  /** Makes an index. */
  public IndexWithoutGrowth() {
    super(FILLERS);
  }
}
