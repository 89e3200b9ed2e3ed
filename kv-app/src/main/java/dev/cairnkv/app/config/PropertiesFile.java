package dev.cairnkv.app.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a properties file in UTF-8 and keeps the line of each property. */
final class PropertiesFile {

  /** A key with its value and where it stands, such as {@code kv.properties:3}. */
  record Property(String key, String value, String source) {}

  private PropertiesFile() {}

  /**
   * Returns the properties in the order of the file, a repeated key as often as it comes.
   *
   * @throws ConfigException if the file is missing, cannot be read, or is malformed
   */
  static List<Property> read(Path file) {
    List<Property> properties = new ArrayList<>();
    try (LineByLine reader = new LineByLine(Files.newBufferedReader(file))) {
      new Collector(file, reader, properties).load(reader);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          file + ": no such file; name an existing one with --config, or leave the option out", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": expected text in UTF-8; save the file as UTF-8", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file + ": " + e.getMessage(), e);
    }
    return properties;
  }

  /** {@link Properties#load(Reader)} puts each property as soon as it has read its last line. */
  private static final class Collector extends Properties {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final transient LineByLine reader;
    private final transient List<Property> properties;

    Collector(Path file, LineByLine reader, List<Property> properties) {
      this.file = file;
      this.reader = reader;
      this.properties = properties;
    }

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
      String source = file + ":" + reader.lineNumber;
      properties.add(new Property((String) key, ((String) value).strip(), source));
      return null;
    }
  }

  /** Hands out one line a call, so that nobody reads ahead of the line number. */
  private static final class LineByLine extends Reader {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader lines;
    private String rest = "";
    private int lineNumber;

    LineByLine(BufferedReader lines) {
      this.lines = lines;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (rest.isEmpty()) {
        String line = lines.readLine();
        if (line == null) {
          return -1;
        }
        lineNumber++;
        rest =
            (lineNumber == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line) + "\n";
      }
      int count = Math.min(length, rest.length());
      rest.getChars(0, count, target, offset);
      rest = rest.substring(count);
      return count;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
