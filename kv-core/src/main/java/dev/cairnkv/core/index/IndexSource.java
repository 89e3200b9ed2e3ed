package dev.cairnkv.core.index;

/** What an index held when it was written to disk. A part is read when it is first needed. */
public interface IndexSource extends AutoCloseable {

  /** Returns the number of all fingerprints. */
  long size();

  /**
   * Returns what a sub-table held, in the form of {@link Index#slots}. It is asked for each
   * sub-table once, by one thread at a time.
   */
  long[] slots(int subTable);

  /** Says that nothing more is needed. Closing twice is harmless. */
  @Override
  void close();
}
