package dev.cairnkv.reliability.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Inputs that once failed: {@code fuzz/<target>.txt}, one in each line, in hexadecimal digits. */
final class Regressions {
  private Regressions() {}

  static List<byte[]> of(FuzzTarget target) {
    String name = "/fuzz/" + target.name().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream lines = Regressions.class.getResourceAsStream(name)) {
      if (lines == null) {
        throw new IllegalStateException("there is no " + name);
      }
      return new String(lines.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(HexFormat.of()::parseHex)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
