package dev.cairnkv.fs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs a main class of the tests in a process of its own. */
final class ChildJvm {

  static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  /* Prefixes of a command line: the rest of it runs with what they say. */
  static final List<String> WITH_FILES_UP_TO_128_KIB =
      List.of("sh", "-c", "ulimit -f 256 && exec \"$@\"", "sh");

  /** What a process printed, and how it ended. */
  record Outcome(int status, String output, String errors) {}

  private ChildJvm() {}

  static List<String> command(List<String> options, Class<?> main, Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:-UsePerfData"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), directory.toString()));
    return command;
  }

  static Outcome run(List<String> prefix, List<String> command) throws Exception {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    Path errors = Files.createTempFile("errors", ".txt");
    try {
      Process process = new ProcessBuilder(whole).redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      return new Outcome(status, output.strip(), Files.readString(errors).strip());
    } finally {
      Files.delete(errors);
    }
  }

  /** A prefix that shows the process a file system of 1 MiB in place of a directory. */
  static List<String> withSmallDisk(Path directory) throws Exception {
    return withMounts("mount -t tmpfs -o size=1m none \"$1\"", directory);
  }

  /** A prefix that makes a directory read-only for the process. */
  static List<String> withReadOnly(Path directory) throws Exception {
    return withMounts("mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\"", directory);
  }

  private static List<String> withMounts(String mounts, Path directory) throws Exception {
    List<String> prefix =
        List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            mounts + " && shift && exec \"$@\"",
            "sh",
            directory.toString());
    Assumptions.assumeTrue(
        succeeds(prefix), "needs unshare(1) and the right to mount in a namespace of one's own");
    return prefix;
  }

  private static boolean succeeds(List<String> prefix) throws Exception {
    try {
      return run(prefix, List.of("true")).status() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
