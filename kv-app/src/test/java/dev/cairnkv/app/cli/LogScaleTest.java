package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogScaleTest {

  @Test
  void givesEachFactorOfTenAsMuchRoom() {
    LogScale scale = LogScale.upTo(100_000_000);

    assertThat(scale.bar(1_000)).isEqualTo("█".repeat(10));
    assertThat(scale.bar(1_000_000)).isEqualTo("█".repeat(40));
    assertThat(scale.bar(100_000_000)).isEqualTo("█".repeat(60));
    assertThat(scale.bar(31_623)).isEqualTo("█".repeat(25));
    assertThat(scale.bar(1_100)).isEqualTo("█".repeat(10) + "▍");
  }

  @Test
  void showsTheShortestDurationsAtAll() {
    assertThat(LogScale.upTo(5_000).bar(0)).isEqualTo("▏");
    assertThat(LogScale.upTo(0).bar(100)).isEqualTo("▏");
  }

  @Test
  void namesTheFactorsWhereTheyBegin() {
    String labels = LogScale.upTo(2_000_000).labels();

    assertThat(labels).startsWith("|100 ns").endsWith("|10 ms");
    assertThat(labels.indexOf("|1 µs")).isEqualTo(LogScale.upTo(2_000_000).bar(1_000).length());
    assertThat(labels.indexOf("|10 ms"))
        .isEqualTo(LogScale.upTo(2_000_000).bar(10_000_000).length());
  }
}
