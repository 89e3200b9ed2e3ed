/** Contract suites and in-memory adapters, for authors of codecs and storage adapters. */
module dev.cairnkv.testkit {
  requires transitive dev.cairnkv.api;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires static org.jspecify;
  requires jdk.management;
  requires org.assertj.core;

  exports dev.cairnkv.testkit;
  exports dev.cairnkv.testkit.simulation;

  // The suites' methods are package-private.
  opens dev.cairnkv.testkit to
      org.junit.platform.commons;
}
