package dev.cairnkv.examples.guice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.config.CodecName;
import dev.cairnkv.app.config.KvConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithGuiceTest {

  @TempDir Path directory;

  /** The store stays, whichever codec the configuration names. */
  @Test
  void countsTheVisitsThroughEachCodec() {
    KvConfig config = KvConfig.defaults().withDirectory(directory.resolve("guests"));

    assertThat(printed(config.withCodec(CodecName.JSON)))
        .isEqualToNormalizingNewlines("Ada was here 1 time(s)\nVisit[count=1, lastWord=hello]\n");
    assertThat(printed(config.withCodec(CodecName.KRYO)))
        .isEqualToNormalizingNewlines("Ada was here 2 time(s)\nVisit[count=2, lastWord=hello]\n");
  }

  private static String printed(KvConfig config) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      WithGuice.run(config);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
