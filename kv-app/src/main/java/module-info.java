/** Configuration, Guice wiring and the command line. */
module dev.cairnkv.app {
  requires transitive com.google.guice;
  requires transitive dev.cairnkv.api;
  requires transitive dev.cairnkv.codec.aes;
  // Guice names no modules, so what it needs is named here.
  requires com.google.common;
  requires dev.cairnkv.codec.json;
  requires dev.cairnkv.codec.kryo;
  requires dev.cairnkv.codec.zstd;
  requires dev.cairnkv.core;
  requires dev.cairnkv.fs;
  requires info.picocli;
  requires jakarta.inject;
  requires me.tongfei.progressbar;
  requires org.jline.reader;
  requires org.jline.terminal;
  requires static org.jspecify;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.csv;

  uses dev.cairnkv.spi.CodecProvider;

  exports dev.cairnkv.app;
  exports dev.cairnkv.app.config;
  exports dev.cairnkv.app.wiring;

  // Picocli fills the fields of the commands.
  opens dev.cairnkv.app.cli to
      info.picocli;
}
