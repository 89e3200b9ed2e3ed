package dev.cairnkv.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tests read out of {@code docs/FORMAT.md}. */
public final class FormatDocument {
  private static final Path FILE = Path.of("..", "docs", "FORMAT.md");
  private static final Pattern HEX_LINE =
      Pattern.compile("(?<offset>[0-9a-f]{3})  (?<bytes>[0-9a-f]{2}( [0-9a-f]{2})*)(  .*)?");
  private static final Pattern FIELD_ROW =
      Pattern.compile(
          "(?m)^\\| (?<offset>\\d+) \\| (?<length>\\d+( (or|to) \\d+)?) \\| (?<field>[^|]+)"
              + " \\|.*$");

  private final String text;

  private FormatDocument(String text) {
    this.text = text;
  }

  /** Reads the document. */
  public static FormatDocument read() {
    try {
      return new FormatDocument(Files.readString(FILE, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of the hex example, whose lines must stand without gaps. */
  public byte[] exampleShard() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : fenced("example-shard").split("\n", -1)) {
      Matcher matcher = HEX_LINE.matcher(line);
      if (matcher.matches()) {
        if (HexFormat.fromHexDigits(matcher.group("offset")) != bytes.size()) {
          throw new IllegalStateException("expected offset " + bytes.size() + " in: " + line);
        }
        bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(matcher.group("bytes")));
      } else if (!line.isBlank() && !line.startsWith("--")) {
        throw new IllegalStateException("neither bytes nor a heading: " + line);
      }
    }
    return bytes.toByteArray();
  }

  /** Returns the bytes of an example that is text. */
  public byte[] exampleText(String name) {
    return fenced(name).getBytes(UTF_8);
  }

  /** Returns the offsets of the fields that the table below a heading lists. */
  public Map<String, Integer> fieldOffsets(String heading) {
    int start = text.indexOf("\n## " + heading + "\n");
    int end = text.indexOf("\n## ", start + 1);
    Matcher row = FIELD_ROW.matcher(text.substring(start, end));
    Map<String, Integer> offsets = new LinkedHashMap<>();
    while (row.find()) {
      offsets.put(row.group("field"), Integer.parseInt(row.group("offset")));
    }
    return offsets;
  }

  private String fenced(String name) {
    String opening = "\n```text " + name + "\n";
    int start = text.indexOf(opening);
    if (start < 0) {
      throw new IllegalStateException(FILE + " has no example '" + name + "'");
    }
    int from = start + opening.length();
    return text.substring(from, text.indexOf("```", from));
  }
}
