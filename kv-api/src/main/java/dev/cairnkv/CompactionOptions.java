package dev.cairnkv;

/**
 * How the space of overwritten and deleted records comes back.
 *
 * {@snippet file="OpeningAStore.java" region="compaction"}
 *
 * @param background whether it comes back by itself, in a thread of the store; if not, only {@link
 *     KvStore#compact} brings it back
 * @param bytesPerSecond how much that thread appends at most, in bytes per second; zero is no
 *     limit. With a limit below what is overwritten, the store grows beyond what {@link
 *     #MOST_DISK_PER_LIVE_BYTE} says
 */
public record CompactionOptions(boolean background, long bytesPerSecond) {

  /**
   * With compaction in the background and no limit, the shards of a store that is overwritten
   * evenly take at most this many bytes for each byte of the latest records, and four shards. Where
   * compaction falls behind, writers wait up to a millisecond now and then so that it keeps up, as
   * {@link TimingStats#yields} tells; where it cannot even so, the store grows beyond that.
   *
   * <p>That is for shards of 64 KiB and more, and records that are at most a hundredth as long.
   * What no record can use of each shard comes on top in smaller ones: 320 bytes, a 64th of it, and
   * up to the length of a record at its end.
   */
  public static final double MOST_DISK_PER_LIVE_BYTE = 1.6;

  private static final CompactionOptions DEFAULTS = new CompactionOptions(true, 0);

  private static final CompactionOptions ON_DEMAND = new CompactionOptions(false, 0);

  /**
   * Validates the options.
   *
   * @throws IllegalArgumentException if the limit is negative
   */
  public CompactionOptions {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "compaction bytes per second must be zero (no limit) or more, but are " + bytesPerSecond);
    }
  }

  /** Returns the options that hold when nothing is said: in the background, without a limit. */
  public static CompactionOptions defaults() {
    return DEFAULTS;
  }

  /** Returns options for a store that is compacted by {@link KvStore#compact} alone. */
  public static CompactionOptions onDemand() {
    return ON_DEMAND;
  }
}
