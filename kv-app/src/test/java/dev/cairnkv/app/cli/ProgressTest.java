package dev.cairnkv.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

  /** An update that was under way while the bar was closed used to draw a second line. */
  @Test
  void drawsNothingOnceTheLineHasEnded() {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    Progress.Line line = new Progress.Line(new PrintStream(drawn, true, UTF_8));
    line.accept("50%");
    line.accept("100%");
    line.close();
    line.accept("100%");
    line.close();

    assertThat(drawn.toString(UTF_8))
        .containsOnlyOnce("100%")
        .containsOnlyOnce(System.lineSeparator());
  }
}
