package dev.cairnkv;

import org.jspecify.annotations.Nullable;

/**
 * How one write behaves, where it is to differ from what the store's {@link StoreOptions} say.
 *
 * @param durability what the write has survived when the call returns, or {@code null} for the
 *     store's own
 */
public record WriteOptions(@Nullable Durability durability) {

  private static final WriteOptions DEFAULTS = new WriteOptions(null);
  private static final WriteOptions APPENDED = new WriteOptions(Durability.APPENDED);
  private static final WriteOptions SYNCED = new WriteOptions(Durability.SYNCED);

  /** Returns options that leave everything to the store. */
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
}
