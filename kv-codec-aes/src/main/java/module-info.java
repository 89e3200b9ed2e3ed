/** Encrypted records, by AES-256-GCM of the JDK. */
module dev.cairnkv.codec.aes {
  requires transitive dev.cairnkv.api;
  requires static org.jspecify;

  exports dev.cairnkv.codec.aes;
}
