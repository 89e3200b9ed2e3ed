package dev.cairnkv.spi;

/** What a shard is opened for. */
public enum ShardAccess {
  /** Reading only. */
  READ,

  /** Reading, and appending behind what is there. */
  APPEND
}
