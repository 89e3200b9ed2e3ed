/** Records as readable JSON, by Jackson. */
module dev.cairnkv.codec.json {
  requires transitive dev.cairnkv.api;
  requires static org.jspecify;
  requires transitive tools.jackson.databind;

  exports dev.cairnkv.codec.json;
}
