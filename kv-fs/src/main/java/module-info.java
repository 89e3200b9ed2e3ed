/** Shards as memory-mapped files. */
module dev.cairnkv.fs {
  requires transitive dev.cairnkv.api;
  requires static org.jspecify;

  exports dev.cairnkv.fs;
}
