package dev.cairnkv;

/**
 * How long the rare and slow parts of a store's work took since it was restored. Reads and writes
 * by themselves are not timed.
 *
 * @param syncs syncs of the active shard, whoever waited for them; one that several writers share
 *     counts once. Those of a roll are not among them
 * @param rolls changes from a full shard to a new one, each with the stall that is part of it
 * @param stalls the times in which a writer that had to roll waited for the full shard to be
 *     synced. All other writers wait for it meanwhile
 * @param checkpoints checkpoints, those of the background and of a shutdown included
 * @param compactions runs of compaction that had something to do, also if they were paused or
 *     failed
 * @param yields the waits of single writers so that compaction keeps up; see {@link
 *     CompactionOptions}
 */
public record TimingStats(
    TimerStats syncs,
    TimerStats rolls,
    TimerStats stalls,
    TimerStats checkpoints,
    TimerStats compactions,
    TimerStats yields) {

  /** Returns the figures of a store that has done nothing of this. */
  public static TimingStats none() {
    TimerStats none = TimerStats.none();
    return new TimingStats(none, none, none, none, none, none);
  }
}
