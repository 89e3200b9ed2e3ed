package dev.cairnkv.app.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the codecs of an application are, whose store is to be opened.
 *
 * @param classpath the jars and directories with its classes; none if it is not known
 * @param provider the class that provides the codecs, or empty if there is only one
 */
public record ApplicationCodecs(List<Path> classpath, String provider) {

  /** No application is known. */
  public static final ApplicationCodecs NONE = new ApplicationCodecs(List.of(), "");

  /** Makes the list unmodifiable. */
  public ApplicationCodecs {
    classpath = List.copyOf(classpath);
  }

  /** Returns whether nothing is known. */
  public boolean isNone() {
    return classpath.isEmpty() && provider.isEmpty();
  }

  ApplicationCodecs withClasspath(List<Path> classpath) {
    return new ApplicationCodecs(classpath, provider);
  }

  ApplicationCodecs withProvider(String provider) {
    return new ApplicationCodecs(classpath, provider);
  }
}
