/** Records as compact binary, by Kryo. */
module dev.cairnkv.codec.kryo {
  requires transitive dev.cairnkv.api;
  requires static org.jspecify;
  requires transitive com.esotericsoftware.kryo;

  exports dev.cairnkv.codec.kryo;
}
