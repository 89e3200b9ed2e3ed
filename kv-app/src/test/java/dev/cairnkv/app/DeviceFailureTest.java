package dev.cairnkv.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A device that fails under a mapping, which the system tells by SIGBUS. The JVM once ended with
 * it: when {@code get} was compiled, the checksum of a record was taken in mapped memory by code
 * that does not expect a fault.
 */
class DeviceFailureTest {
  @TempDir private Path directory;

  @Test
  void givesErrorsAndLetsTheProcessLive() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DeviceFailureMain.class.getName(),
                directory.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();

    assertThat(process.waitFor()).as("%s", lines).isZero();
    assertThat(lines).singleElement().asString().matches("[1-9][0-9]* read, [1-9][0-9]* failed");
  }
}
