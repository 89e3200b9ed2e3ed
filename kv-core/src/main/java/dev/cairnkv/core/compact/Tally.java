package dev.cairnkv.core.compact;

/** Adds up what is moved and removed. Written by one thread at a time, read by any. */
final class Tally {
  private volatile long movedRecords;
  private volatile long movedBytes;
  private volatile long removedShards;
  private volatile long removedBytes;

  void moved(long records, long bytes) {
    long recordsBefore = movedRecords;
    long bytesBefore = movedBytes;
    movedRecords = recordsBefore + records;
    movedBytes = bytesBefore + bytes;
  }

  void removed(long bytes) {
    long shardsBefore = removedShards;
    long bytesBefore = removedBytes;
    removedShards = shardsBefore + 1;
    removedBytes = bytesBefore + bytes;
  }

  long movedRecords() {
    return movedRecords;
  }

  long movedBytes() {
    return movedBytes;
  }

  long removedShards() {
    return removedShards;
  }

  long removedBytes() {
    return removedBytes;
  }
}
