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

  private static String text(String key) {
    return Printable.text(key.getBytes(StandardCharsets.UTF_8));
  }
}
