package dev.cairnkv.app.config;

import dev.cairnkv.codec.aes.AesKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads encryption keys: an id and 64 hexadecimal digits each, from a file of lines {@code id =
 * digits}, or from a variable with {@code id=digits}, separated by commas. No message shows a key.
 */
final class KeyReader {

  private final List<AesKey> keys = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  /**
   * Returns the keys of the variable and those of the file behind them.
   *
   * @throws ConfigException if one is not as said, or an id comes twice
   */
  static List<AesKey> read(@Nullable String variable, String variableName, @Nullable Path file) {
    KeyReader reader = new KeyReader();
    if (variable != null) {
      reader.addVariable(variable, variableName);
    }
    if (file != null) {
      reader.addFile(file);
    }
    return List.copyOf(reader.keys);
  }

  private void addVariable(String text, String name) {
    for (String each : text.split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals < 0) {
        throw new ConfigException(
            name + ": expected ID=DIGITS, separated by commas, found a part without =");
      }
      add(each.substring(0, equals).strip(), each.substring(equals + 1).strip(), name);
    }
  }

  private void addFile(Path file) {
    if (!Files.exists(file)) {
      throw new ConfigException(
          file + ": no such file; key-file names one with a line ID = DIGITS for each key");
    }
    for (PropertiesFile.Property line : PropertiesFile.read(file)) {
      add(line.key(), line.value(), line.source());
    }
  }

  private void add(String id, String digits, String source) {
    if (id.length() > AesKey.MAX_ID_LENGTH) { // perhaps a key: not to be shown
      throw new ConfigException(
          "%s: expected ID = DIGITS with an id of at most %d characters, found %d before the ="
              .formatted(source, AesKey.MAX_ID_LENGTH, id.length()));
    }
    if (!ids.add(id)) {
      throw new ConfigException(source + ": there are two keys with the id " + id);
    }
    try {
      keys.add(AesKey.ofHex(id, digits));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(source + ": " + e.getMessage(), e);
    }
  }
}
