package dev.cairnkv.core.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.WrongFormatException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Lines {@code name = value}, of which the last holds the CRC-32C of those before it.
 *
 * @param fields the names and values, in order, without the checksum
 */
record TextDocument(Map<String, String> fields) {
  private static final String CHECKSUM = "checksum = ";

  byte[] encode() {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    return (text + CHECKSUM + checksum(text.toString()) + "\n").getBytes(UTF_8);
  }

  /**
   * Reads a document.
   *
   * @param document what to call it in messages
   * @throws WrongFormatException if it is damaged
   */
  static TextDocument decode(byte[] bytes, String document) {
    String text = new String(bytes, UTF_8);
    int last = text.lastIndexOf(CHECKSUM);
    if (last < 0) {
      throw new WrongFormatException(document + " is damaged: it has no checksum");
    }
    String covered = text.substring(0, last);
    String found = text.substring(last + CHECKSUM.length());
    String expected = checksum(covered);
    if (!found.equals(expected + "\n")) {
      throw new WrongFormatException(
          "%s is damaged: checksum %s, expected %s".formatted(document, found.strip(), expected));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : covered.split("\n", -1)) {
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        fields.put(line.substring(0, equals), line.substring(equals + 3));
      }
    }
    return new TextDocument(fields);
  }

  /** Returns the value of a field. */
  String value(String name, String document) {
    String value = fields.get(name);
    if (value == null) {
      throw new WrongFormatException(document + " has no field '" + name + "'");
    }
    return value;
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
