package dev.cairnkv;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one write behaves, where it is to differ from what the store's {@link StoreOptions} say.
 *
 * {@snippet file="UsingAStore.java" region="durability"}
 *
 * @param durability what the write has survived when the call returns, or {@code null} for the
 *     store's own
 * @param expiry when what is put ends; a deletion has no use for it
 */
public record WriteOptions(@Nullable Durability durability, Expiry expiry) {

  private static final WriteOptions DEFAULTS = of(null);
  private static final WriteOptions APPENDED = of(Durability.APPENDED);
  private static final WriteOptions SYNCED = of(Durability.SYNCED);

  /** Refuses an expiry that is null. */
  public WriteOptions {
    Objects.requireNonNull(expiry, "expiry");
  }

  /** Returns options that leave everything to the store: what is put does not expire. */
  public static WriteOptions defaults() {
    return DEFAULTS;
  }

  /** Returns options for a write that is {@link Durability#APPENDED} when the call returns. */
  public static WriteOptions appended() {
    return APPENDED;
  }

  /** Returns options for a write that is {@link Durability#SYNCED} when the call returns. */
  public static WriteOptions synced() {
    return SYNCED;
  }

  /** Returns options for a put that expires after {@code timeToLive}; see {@link Expiry#after}. */
  public static WriteOptions expiringAfter(Duration timeToLive) {
    return DEFAULTS.withExpiry(Expiry.after(timeToLive));
  }

  /** Returns the same options with another expiry. */
  public WriteOptions withExpiry(Expiry other) {
    return new WriteOptions(durability, other);
  }

  private static WriteOptions of(@Nullable Durability durability) {
    return new WriteOptions(durability, Expiry.never());
  }
}
