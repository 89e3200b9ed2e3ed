package dev.cairnkv;

import java.time.Duration;
import java.util.Objects;

/**
 * How a store behaves. Made by {@link #builder} or taken as they are by {@link #defaults}.
 *
 * {@snippet file="OpeningAStore.java" region="options"}
 *
 * @param shardSizeBytes the fixed size of new shards, from {@link #MIN_SHARD_SIZE_BYTES} to {@link
 *     #MAX_SHARD_SIZE_BYTES}, a multiple of {@link #SHARD_SIZE_STEP_BYTES}; existing shards keep
 *     theirs
 * @param durability what a write has survived when it returns
 * @param syncPeriod how often what was appended is synced in the background, at most one day; zero
 *     turns it off
 * @param checkpointBytes a checkpoint is written whenever so many bytes were appended since the
 *     last one, or four times its size if that is more; zero leaves it to the shutdown
 * @param listener is told what happens
 * @param createIfMissing whether restoring where there is no store begins an empty one
 * @param compaction how the space of overwritten and deleted records comes back
 * @param ordered whether the keys are kept in memory as a whole, in order, so that {@link
 *     KvStore#scan} works; costs memory, makes writes of new keys slower, and makes opening decode
 *     every record
 */
public record StoreOptions(
    long shardSizeBytes,
    Durability durability,
    Duration syncPeriod,
    long checkpointBytes,
    StoreListener listener,
    boolean createIfMissing,
    CompactionOptions compaction,
    boolean ordered) {

  /** The size of a shard unless told otherwise, known as {@code SHARD_SIZE_BYTES}: 64 MiB. */
  public static final long DEFAULT_SHARD_SIZE_BYTES = 64L << 20;

  /** The smallest shard: 4 KiB. */
  public static final long MIN_SHARD_SIZE_BYTES = 4L << 10;

  /** The largest shard: 2 GiB. */
  public static final long MAX_SHARD_SIZE_BYTES = 2L << 30;

  /** Shard sizes are multiples of this: 4 KiB. */
  public static final long SHARD_SIZE_STEP_BYTES = 4L << 10;

  /** The bytes between two checkpoints unless told otherwise: 256 MiB. */
  public static final long DEFAULT_CHECKPOINT_BYTES = 256L << 20;

  private static final Duration MAX_SYNC_PERIOD = Duration.ofDays(1);

  private static final StoreOptions DEFAULTS =
      new StoreOptions(
          DEFAULT_SHARD_SIZE_BYTES,
          Durability.APPENDED,
          Duration.ofSeconds(1),
          DEFAULT_CHECKPOINT_BYTES,
          StoreListener.none(),
          true,
          CompactionOptions.defaults(),
          false);

  /**
   * Validates the options.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public StoreOptions {
    if (shardSizeBytes < MIN_SHARD_SIZE_BYTES
        || shardSizeBytes > MAX_SHARD_SIZE_BYTES
        || shardSizeBytes % SHARD_SIZE_STEP_BYTES != 0) {
      throw new IllegalArgumentException(
          "shard size must be a multiple of 4096 bytes from 4096 to 2147483648, but is "
              + shardSizeBytes);
    }
    if (syncPeriod.isNegative() || syncPeriod.compareTo(MAX_SYNC_PERIOD) > 0) {
      throw new IllegalArgumentException(
          "sync period must be from zero (off) to one day, but is " + syncPeriod);
    }
    if (checkpointBytes < 0) {
      throw new IllegalArgumentException(
          "checkpoint bytes must be zero (at shutdown only) or more, but are " + checkpointBytes);
    }
    Objects.requireNonNull(durability, "durability");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(compaction, "compaction");
  }

  /** Returns the options that hold when nothing is said. */
  public static StoreOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that starts from {@link #defaults}. */
  public static Builder builder() {
    return new Builder(DEFAULTS);
  }

  /** Returns a builder that starts from these options. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects options. Not safe for use by several threads at once. */
  public static final class Builder {
    private long shardSizeBytes;
    private Durability durability;
    private Duration syncPeriod;
    private long checkpointBytes;
    private StoreListener listener;
    private boolean createIfMissing;
    private CompactionOptions compaction;
    private boolean ordered;

    private Builder(StoreOptions options) {
      this.shardSizeBytes = options.shardSizeBytes;
      this.durability = options.durability;
      this.syncPeriod = options.syncPeriod;
      this.checkpointBytes = options.checkpointBytes;
      this.listener = options.listener;
      this.createIfMissing = options.createIfMissing;
      this.compaction = options.compaction;
      this.ordered = options.ordered;
    }

    /** Sets {@link StoreOptions#shardSizeBytes}. */
    public Builder shardSizeBytes(long bytes) {
      this.shardSizeBytes = bytes;
      return this;
    }

    /** Sets {@link StoreOptions#durability}. */
    public Builder durability(Durability durability) {
      this.durability = durability;
      return this;
    }

    /** Sets {@link StoreOptions#syncPeriod}. */
    public Builder syncPeriod(Duration period) {
      this.syncPeriod = period;
      return this;
    }

    /** Sets {@link StoreOptions#checkpointBytes}. */
    public Builder checkpointBytes(long bytes) {
      this.checkpointBytes = bytes;
      return this;
    }

    /** Sets {@link StoreOptions#listener}. */
    public Builder listener(StoreListener listener) {
      this.listener = listener;
      return this;
    }

    /** Sets {@link StoreOptions#createIfMissing}. */
    public Builder createIfMissing(boolean create) {
      this.createIfMissing = create;
      return this;
    }

    /** Sets {@link StoreOptions#compaction}. */
    public Builder compaction(CompactionOptions options) {
      this.compaction = options;
      return this;
    }

    /** Sets {@link StoreOptions#ordered}. */
    public Builder ordered(boolean keep) {
      this.ordered = keep;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public StoreOptions build() {
      return new StoreOptions(
          shardSizeBytes,
          durability,
          syncPeriod,
          checkpointBytes,
          listener,
          createIfMissing,
          compaction,
          ordered);
    }
  }
}
