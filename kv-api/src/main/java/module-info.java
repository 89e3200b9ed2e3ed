/** What users of Cairn call, and the ports that adapters implement. */
module dev.cairnkv.api {
  requires static transitive org.jspecify;

  exports dev.cairnkv;
  exports dev.cairnkv.codec;
  exports dev.cairnkv.spi;
}
