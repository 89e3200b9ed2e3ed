/** The figures of a store as Micrometer meters. */
module dev.cairnkv.micrometer {
  requires transitive dev.cairnkv.api;
  requires static org.jspecify;
  requires transitive micrometer.core;

  exports dev.cairnkv.micrometer;
}
