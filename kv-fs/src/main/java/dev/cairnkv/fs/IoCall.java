package dev.cairnkv.fs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that uses files. */
@FunctionalInterface
interface IoCall<T extends @Nullable Object> {

  T run() throws IOException;

  /** The same without a result. */
  @FunctionalInterface
  interface Action {

    void run() throws IOException;
  }
}
