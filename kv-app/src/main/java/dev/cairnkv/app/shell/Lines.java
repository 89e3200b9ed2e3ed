package dev.cairnkv.app.shell;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a shell gets its lines from. */
public interface Lines extends AutoCloseable {

  /** Returns the words of the next line, none if it is empty, or {@code null} at the end. */
  @Nullable List<String> next() throws IOException;

  /** Lets Ctrl-C interrupt this thread while a command runs. Called before each command. */
  void beginCommand();

  /** Ends what {@link #beginCommand} began. */
  void endCommand();

  @Override
  void close() throws IOException;
}
