package dev.cairnkv.jmx;

import dev.cairnkv.CompactionReport;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimingStats;

/**
 * A store as JMX shows it: the figures of {@link KvStore#stats} as plain numbers, and what an
 * operator may ask for. Each figure asks for all of them, which takes time for each shard of the
 * store. Bytes are bytes, times are milliseconds, and counts begin at 0 when the store is opened.
 *
 * <p>An operation that the store refuses or that fails throws {@link IllegalStateException}, which
 * clients know that know nothing of Cairn; its message has the name of the exception of the store,
 * and its message.
 */
public interface StoreMXBean {

  /** Returns {@link StoreStats#keys}. */
  long getKeys();

  /** Returns the number of shards. */
  int getShards();

  /** Returns {@link StoreStats#sizeBytes}. */
  long getSizeBytes();

  /** Returns {@link StoreStats#usedBytes}. */
  long getUsedBytes();

  /** Returns {@link StoreStats#liveBytes}. */
  long getLiveBytes();

  /** Returns {@link StoreStats#indexBytes}. */
  long getIndexBytes();

  /** Returns {@link StoreStats#lastSequence}. */
  long getLastSequence();

  /** Returns the number of records that are not known to be synced. */
  long getUnsyncedRecords();

  /** Returns the number of records that are in no checkpoint. */
  long getUncheckpointedRecords();

  /** Returns the number of damaged places known, at most {@link StoreStats#MAX_DAMAGES}. */
  int getDamages();

  /** Returns {@link dev.cairnkv.SnapshotStats#open}. */
  int getSnapshots();

  /** Returns {@link dev.cairnkv.SnapshotStats#oldestAge}. */
  double getOldestSnapshotMillis();

  /** Returns {@link RestoreReport#cleanShutdown} of the last restore. */
  boolean isRestoredAfterCleanShutdown();

  /** Returns {@link RestoreReport#duration} of the last restore. */
  double getRestoreMillis();

  /** Returns {@link dev.cairnkv.OperationStats#hits}. */
  long getHits();

  /** Returns {@link dev.cairnkv.OperationStats#misses}. */
  long getMisses();

  /** Returns {@link dev.cairnkv.OperationStats#puts}. */
  long getPuts();

  /** Returns {@link dev.cairnkv.OperationStats#deletes}. */
  long getDeletes();

  /** Returns {@link dev.cairnkv.OperationStats#appendedBytes}. */
  long getAppendedBytes();

  /** Returns {@link dev.cairnkv.CompactionStats#movedBytes}. */
  long getMovedBytes();

  /** Returns {@link dev.cairnkv.CompactionStats#removedShards}. */
  long getRemovedShards();

  /** Returns {@link dev.cairnkv.CompactionStats#removedBytes}. */
  long getRemovedBytes();

  /** Returns {@link dev.cairnkv.CompactionStats#writeAmplification}. */
  double getWriteAmplification();

  /** Returns how many {@link TimingStats#syncs} there were. */
  long getSyncCount();

  /** Returns how long they took together. */
  double getSyncTotalMillis();

  /** Returns how long the longest took. */
  double getSyncMaxMillis();

  /** Returns how many {@link TimingStats#rolls} there were. */
  long getRollCount();

  /** Returns how long they took together. */
  double getRollTotalMillis();

  /** Returns how long the longest took. */
  double getRollMaxMillis();

  /** Returns how many {@link TimingStats#stalls} there were. */
  long getStallCount();

  /** Returns how long they took together. */
  double getStallTotalMillis();

  /** Returns how long the longest took. */
  double getStallMaxMillis();

  /** Returns how many {@link TimingStats#checkpoints} there were. */
  long getCheckpointCount();

  /** Returns how long they took together. */
  double getCheckpointTotalMillis();

  /** Returns how long the longest took. */
  double getCheckpointMaxMillis();

  /** Returns how many {@link TimingStats#compactions} there were. */
  long getCompactionCount();

  /** Returns how long they took together. */
  double getCompactionTotalMillis();

  /** Returns how long the longest took. */
  double getCompactionMaxMillis();

  /** Returns how many {@link TimingStats#yields} there were. */
  long getYieldCount();

  /** Returns how long they took together. */
  double getYieldTotalMillis();

  /** Returns how long the longest took. */
  double getYieldMaxMillis();

  /** Does what {@link KvStore#sync} does. */
  void sync();

  /** Does what {@link KvStore#checkpoint} does. */
  void checkpoint();

  /**
   * Does what {@link KvStore#compact} does, and returns when it is done.
   *
   * @return {@link CompactionReport#freedBytes}
   */
  long compact();

  /** Does what {@link KvStore#pauseCompaction} does. */
  void pauseCompaction();

  /** Does what {@link KvStore#resumeCompaction} does. */
  void resumeCompaction();
}
