/** Compressed records, by Zstandard. */
module dev.cairnkv.codec.zstd {
  requires transitive dev.cairnkv.api;
  requires static org.jspecify;
  requires com.github.luben.zstd_jni;

  exports dev.cairnkv.codec.zstd;
}
