/** The Java example of the README. */
module dev.cairnkv.examples.quickstart {
  requires dev.cairnkv.codec.json;
  requires dev.cairnkv.core;
  requires dev.cairnkv.fs;

  exports dev.cairnkv.examples.quickstart;
}
