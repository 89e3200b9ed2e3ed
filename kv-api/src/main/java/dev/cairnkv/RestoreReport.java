package dev.cairnkv;

import java.time.Duration;
import java.util.List;

/**
 * What a restore found and did.
 *
 * @param created whether there was no store and an empty one was begun
 * @param cleanShutdown whether the store had been shut down cleanly
 * @param shards the number of shards that the store has
 * @param checkpointKeys the number of keys taken from the checkpoint, 0 if there was none that
 *     holds
 * @param frames the number of intact frames replayed, those behind the checkpoint
 * @param bytes the bytes of those frames
 * @param cutBytes the bytes of a torn tail that were cut off, 0 if there was none
 * @param damages the damaged places that were found, each a loss or a key that answers with {@link
 *     CorruptFrameException}
 * @param unknownNames the names found in the storage that are not the store's own; they are left
 *     alone
 * @param duration how long it took
 */
public record RestoreReport(
    boolean created,
    boolean cleanShutdown,
    int shards,
    long checkpointKeys,
    long frames,
    long bytes,
    long cutBytes,
    List<Damage> damages,
    List<String> unknownNames,
    Duration duration) {

  /** Makes the lists unmodifiable. */
  public RestoreReport {
    damages = List.copyOf(damages);
    unknownNames = List.copyOf(unknownNames);
  }
}
