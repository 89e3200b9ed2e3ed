package dev.cairnkv;

/** What a write has survived by the time it returns. */
public enum Durability {
  /**
   * The write is <em>appended</em>: it survives the end of the process, {@code kill -9} included.
   * It survives a power loss after the next sync, which comes within {@link
   * StoreOptions#syncPeriod}.
   */
  APPENDED,

  /**
   * The write is <em>synced</em>: it survives a power loss. Threads that write at once share a
   * sync.
   */
  SYNCED
}
