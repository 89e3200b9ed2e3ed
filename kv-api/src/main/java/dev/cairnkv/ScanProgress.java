package dev.cairnkv;

/** Is told how far a reading of all shards has come. Called by the thread that reads. */
@FunctionalInterface
public interface ScanProgress {

  /**
   * Takes how much has been read.
   *
   * @param doneBytes the bytes of the shards that are done
   * @param totalBytes the bytes of all shards
   */
  void at(long doneBytes, long totalBytes);

  /** Returns a progress that does nothing. */
  static ScanProgress none() {
    return (doneBytes, totalBytes) -> {};
  }
}
