/** The figures and the upkeep of a store as an MXBean. */
module dev.cairnkv.jmx {
  requires transitive dev.cairnkv.api;
  requires transitive java.management;
  requires static org.jspecify;

  exports dev.cairnkv.jmx;
}
