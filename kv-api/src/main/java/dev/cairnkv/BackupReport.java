package dev.cairnkv;

import java.time.Duration;
import java.util.List;

/**
 * What a backup did, or the making of a store from one.
 *
 * @param sharedShards the number of shards that the store and the backup have in common since then,
 *     without a copy: hard links, for example
 * @param copiedShards the number of shards that were copied
 * @param extendedShards 1 if what was new in the shard that the last backup ended in was copied
 *     behind it, else 0
 * @param keptShards the number of shards that were there already, the extended one not counted
 * @param removedShards the number of shards that were removed from the backup, since the store has
 *     them no more
 * @param copiedBytes the bytes that were written to shards of the backup
 * @param frames the number of intact frames in the shards that were shared, copied or extended:
 *     each of them was read from the backup and checked
 * @param sequence the sequence of the last record in the backup, 0 if there is none: everything up
 *     to it is there, and nothing later
 * @param damages what is damaged of those shards, in the store and therefore in the backup
 * @param duration how long it took
 */
public record BackupReport(
    int sharedShards,
    int copiedShards,
    int extendedShards,
    int keptShards,
    int removedShards,
    long copiedBytes,
    long frames,
    long sequence,
    List<Damage> damages,
    Duration duration) {

  /** Makes the list unmodifiable. */
  public BackupReport {
    damages = List.copyOf(damages);
  }

  /** Returns whether nothing damaged was found. */
  public boolean isSound() {
    return damages.isEmpty();
  }
}
