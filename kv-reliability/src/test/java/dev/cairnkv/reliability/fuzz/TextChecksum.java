package dev.cairnkv.reliability.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.zip.CRC32C;

/** Documents: text whose last line is a checksum of the lines before. */
final class TextChecksum {
  private static final String LAST_LINE = "checksum = ";

  private TextChecksum() {}

  /** Returns the document that an input stands for, with its checksum made right if it says so. */
  static byte[] apply(byte[] input) {
    byte[] document = Switches.rest(input);
    return Switches.of(input).has(Switches.REPAIR_CHECKSUMS) ? repaired(document) : document;
  }

  static List<byte[]> inputs(byte[] document) {
    return List.of(
        Switches.input(0, document), Switches.input(Switches.REPAIR_CHECKSUMS, document));
  }

  private static byte[] repaired(byte[] document) {
    String text = new String(document, UTF_8);
    int last = text.lastIndexOf(LAST_LINE);
    String covered = last < 0 ? text + "\n" : text.substring(0, last);
    CRC32C crc = new CRC32C();
    crc.update(covered.getBytes(UTF_8));
    return "%s%s%08x%n".formatted(covered, LAST_LINE, crc.getValue()).getBytes(UTF_8);
  }
}
