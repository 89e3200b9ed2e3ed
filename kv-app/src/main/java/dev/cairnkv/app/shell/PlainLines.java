package dev.cairnkv.app.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of a file or of another program. One that begins with {@code #} is a comment. */
public final class PlainLines implements Lines {
  private final BufferedReader source;

  /** Makes lines of text in UTF-8. */
  public PlainLines(InputStream source) {
    this.source = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable List<String> next() throws IOException {
    String line = source.readLine();
    if (line == null) {
      return null;
    }
    if (line.startsWith("#")) {
      return List.of();
    }
    Words words = Words.of(line);
    while (!words.missing().isEmpty()) {
      String further = source.readLine();
      if (further == null) {
        throw new IOException(
            "the last command lacks a closing %s; nothing of it was done"
                .formatted(words.missing()));
      }
      line = line + '\n' + further;
      words = Words.of(line);
    }
    return words.texts();
  }

  @Override
  public void beginCommand() {}

  @Override
  public void endCommand() {}

  @Override
  public void close() throws IOException {
    source.close();
  }
}
