package dev.cairnkv.reliability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.reliability.Scale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The coverage-guided fuzzer, for a while, in a process of its own. It has its native library with
 * it, and starts from the seeds and from what once failed. What it finds belongs to {@code
 * src/test/resources/fuzz}.
 */
class JazzerTest {
  private static final long SECONDS = 15;
  private static final Pattern RUNS = Pattern.compile("stat::number_of_executed_units: (\\d+)");

  @ParameterizedTest
  @EnumSource
  void findsNothing(FuzzTarget target, @TempDir Path directory) throws Exception {
    Assumptions.assumeTrue(
        Scale.isFull(), "the coverage-guided fuzzer runs at full scale: -Dcairn.scale=1");
    Instant start = Instant.now();
    Path corpus = writeSeeds(target, Files.createDirectory(directory.resolve("corpus")));
    Process process =
        new ProcessBuilder(command(target, corpus))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Matcher runs = RUNS.matcher(output);
    assertThat(runs.find()).as(output).isTrue();
    Scale.report("Jazzer on " + target, Long.parseLong(runs.group(1)), start);
  }

  private static Path writeSeeds(FuzzTarget target, Path corpus) throws IOException {
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    inputs.addAll(Regressions.of(target));
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(corpus.resolve("seed-" + i), inputs.get(i));
    }
    return corpus;
  }

  private static List<String> command(FuzzTarget target, Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-Xshare:off",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+EnableDynamicAgentLoading",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.jazzerTarget().getName(),
        "--instrumentation_includes=dev.cairnkv.**",
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
        "-max_len=" + 2 * Seeds.SHARD_SIZE,
        "-timeout=10",
        "-print_final_stats=1",
        "-max_total_time=" + Scale.cases(SECONDS),
        corpus.toString());
  }
}
