package dev.cairnkv.reliability.workload;

import java.nio.file.Path;
import java.util.List;

/** How a JVM is started that lives for a second. */
public final class ChildJvm {

  private ChildJvm() {}

  /** Returns the beginning of a command line that runs a main class of these tests. */
  public static List<String> command(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }
}
