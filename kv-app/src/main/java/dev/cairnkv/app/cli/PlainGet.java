package dev.cairnkv.app.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A get in its plainest form, with a key and no option but {@code --dir}. What it means is seen
 * without picocli, which takes longer to load than all the rest of a get. It is the same {@link
 * GetCommand} that is run then; any other form is left to picocli.
 *
 * @param directory the directory of the store, or null if the arguments name none
 * @param key the key
 */
record PlainGet(@Nullable String directory, String key) {
  private static final String COMMAND = "get";
  private static final String DIRECTORY = "--dir";
  private static final String DIRECTORY_IS = DIRECTORY + "=";

  /** Returns what the arguments mean, or null if they have another form. */
  static @Nullable PlainGet of(String... arguments) {
    String directory = null;
    String key = null;
    boolean named = false;
    for (int i = 0; i < arguments.length; i++) {
      String word = arguments[i];
      if (directory == null && word.startsWith(DIRECTORY_IS)) {
        directory = word.substring(DIRECTORY_IS.length());
      } else if (directory == null && word.equals(DIRECTORY) && i + 1 < arguments.length) {
        directory = arguments[++i];
      } else if (!named && word.equals(COMMAND)) {
        named = true;
      } else if (named && key == null && isText(word)) {
        key = word;
      } else {
        return null;
      }
    }
    if (key == null || (directory != null && !isDirectory(directory))) {
      return null;
    }
    return new PlainGet(directory, key);
  }

  private static boolean isText(String word) {
    return !word.isEmpty() && word.charAt(0) != '-';
  }

  /** Before the command, picocli takes the name of one for it, wherever it stands. */
  private static boolean isDirectory(String word) {
    return isText(word) && (word.indexOf('/') >= 0 || !new Commands().names().contains(word));
  }

  /** Runs the command, and returns its {@link ExitCode}. */
  int run(KvCommand kv) {
    if (directory != null) {
      kv.setDirectory(directory);
    }
    try {
      return new GetCommand(key).call(kv);
    } catch (IOException | RuntimeException | Error e) {
      return new ErrorHandler(kv).handle(e);
    }
  }
}
