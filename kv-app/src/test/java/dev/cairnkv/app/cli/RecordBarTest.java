package dev.cairnkv.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordBarTest {
  private static final int RECORDS = 1000;

  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
  private long nanos;

  @Test
  void drawsNothingOfWhatIsDoneSoon() {
    step(new RecordBar("list", RECORDS, streams(Terminals.Output.FILE, true), true, () -> nanos));

    assertThat(drawn.toString(UTF_8)).isEmpty();
  }

  @Test
  void showsCountSpeedAndTimeOfWhatTakesLong() {
    step(
        new RecordBar(
            "list",
            RECORDS,
            streams(Terminals.Output.FILE, true),
            true,
            () -> nanos += 600_000_000));

    assertThat(drawn.toString(UTF_8))
        .contains("list")
        .contains("100%")
        .contains("1000/1000")
        .contains("/s")
        .endsWith(System.lineSeparator());
  }

  @ParameterizedTest
  @EnumSource
  void disturbsNothingThatAPersonReads(Terminals.Output output) {
    assertThat(isShown(RecordBar.beside("list", RECORDS, streams(output, true))))
        .isEqualTo(output == Terminals.Output.FILE);
    assertThat(isShown(RecordBar.alone("export", RECORDS, streams(output, true))))
        .isEqualTo(output != Terminals.Output.TERMINAL);
    assertThat(isShown(RecordBar.alone("export", RECORDS, streams(output, false)))).isFalse();
  }

  private static boolean isShown(RecordBar bar) {
    try (bar) {
      return bar.isWanted();
    }
  }

  private static void step(RecordBar bar) {
    try (bar) {
      for (int i = 0; i < RECORDS; i++) {
        bar.step();
      }
    }
  }

  private Streams streams(Terminals.Output output, boolean errIsTerminal) {
    return new Streams(
        new ByteArrayInputStream(new byte[0]),
        OutputStream.nullOutputStream(),
        new PrintStream(drawn, true, UTF_8),
        new Terminals(false, output, errIsTerminal, false));
  }
}
