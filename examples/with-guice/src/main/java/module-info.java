/** A store that Guice wires. */
module dev.cairnkv.examples.guice {
  requires com.google.guice;
  requires dev.cairnkv.app;
  requires dev.cairnkv.codec.json;
  requires dev.cairnkv.codec.kryo;
  requires jakarta.inject;

  exports dev.cairnkv.examples.guice to
      com.google.guice;

  // They make the visits from what is on the disk.
  opens dev.cairnkv.examples.guice to
      com.esotericsoftware.kryo,
      dev.cairnkv.codec.kryo,
      tools.jackson.databind;
}
