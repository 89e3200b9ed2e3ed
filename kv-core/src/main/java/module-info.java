/** The domain: frames, log, index and restore. It knows the ports of kv-api and nothing else. */
module dev.cairnkv.core {
  requires transitive dev.cairnkv.api;
  requires static org.jspecify;

  exports dev.cairnkv.core;
}
