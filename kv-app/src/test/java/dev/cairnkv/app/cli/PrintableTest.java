package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void escapesWhatWouldBreakALine() {
    assertThat(text("a\nb\r\tc\\ \u0000\u001b[0m\u0085\u2028✓😀"))
        .isEqualTo("a\\nb\\r\\tc\\\\ \\u0000\\u001b[0m\\u0085\\u2028✓😀");
  }

  @Test
  void showsBytesThatAreNoTextInHexadecimal() {
    assertThat(Printable.text(new byte[] {'a', (byte) 0xff})).isEqualTo("\\x61\\xff");
  }

  @Test
  void givesSizesAUnit() {
    assertThat(Printable.size(0)).isEqualTo("0 B");
    assertThat(Printable.size(1023)).isEqualTo("1023 B");
    assertThat(Printable.size(1536)).isEqualTo("1.5 KiB");
    assertThat(Printable.size(64 << 20)).isEqualTo("64.0 MiB");
    assertThat(Printable.size(5L << 50)).isEqualTo("5120.0 TiB");
  }

  @Test
  void givesDurationsThreeDigitsAndAUnit() {
    assertThat(Printable.duration(0)).isEqualTo("0 ns");
    assertThat(Printable.duration(999)).isEqualTo("999 ns");
    assertThat(Printable.duration(1_000)).isEqualTo("1.00 µs");
    assertThat(Printable.duration(9_994)).isEqualTo("9.99 µs");
    assertThat(Printable.duration(9_996)).isEqualTo("10.0 µs");
    assertThat(Printable.duration(99_960)).isEqualTo("100 µs");
    assertThat(Printable.duration(999_600)).isEqualTo("1.00 ms");
    assertThat(Printable.duration(12_345_678)).isEqualTo("12.3 ms");
    assertThat(Printable.duration(5_000_000_000_000L)).isEqualTo("5,000 s");
  }

  private static String text(String key) {
    return Printable.text(key.getBytes(StandardCharsets.UTF_8));
  }
}
