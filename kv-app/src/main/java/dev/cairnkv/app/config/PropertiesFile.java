package dev.cairnkv.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads a properties file in UTF-8 and keeps the line of each property. */
final class PropertiesFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A key with its value and where it stands, such as {@code kv.properties:3}. */
  record Property(String key, String value, String source) {}

  private PropertiesFile() {}

  /**
   * Returns the properties in the order of the file, a repeated key as often as it comes.
   *
   * @throws ConfigException if the file is missing, cannot be read, or is malformed
   */
  static List<Property> read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          file + ": no such file; name an existing one with --config, or leave the option out", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": expected text in UTF-8; save the file as UTF-8", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Hands {@link Properties} one logical line at a time, as it does not tell line numbers. */
  private static List<Property> parse(Path file, List<String> lines) throws IOException {
    List<Property> properties = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String source = file + ":" + (i + 1);
      StringBuilder logical = new StringBuilder(withoutByteOrderMark(lines.get(i)));
      while (isContinued(logical) && i + 1 < lines.size()) {
        logical.append('\n').append(lines.get(++i));
      }
      Properties one = new Properties();
      try {
        one.load(new StringReader(logical.toString()));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(source + ": " + e.getMessage(), e);
      }
      one.forEach(
          (key, value) ->
              properties.add(new Property((String) key, ((String) value).strip(), source)));
    }
    return properties;
  }

  /** Whether a line ends with a backslash that is not escaped itself; a comment never goes on. */
  private static boolean isContinued(CharSequence line) {
    String text = line.toString();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end--;
    }
    boolean isComment = text.stripLeading().startsWith("#") || text.stripLeading().startsWith("!");
    return !isComment && (text.length() - end) % 2 == 1;
  }

  private static String withoutByteOrderMark(String line) {
    return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }
}
