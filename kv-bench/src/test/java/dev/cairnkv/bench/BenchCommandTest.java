package dev.cairnkv.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class BenchCommandTest {
  private static final int USAGE = 2;

  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine commandLine = BenchMain.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--peers=cairn,berkeley  | --peers: there is no 'berkeley', but cairn, chronicle",
        "--workloads=reed        | --workloads: there is no 'reed', but load (load), read (get",
        "--entries=10            | --entries must be 1000 or more, but is 10",
        "--runs=0                | --runs must be 1 or more, but is 0",
        "--scale=1000000,7       | --scale must be 1000 or more, but is 7",
        "--memory-limit=lots     | --memory-limit must be a size such as 512m, but is 'lots'",
        "--memory-limit=64m      | --memory-limit must be 256m or more, but is 64m",
        "--heap=x                | --heap must be a size such as 512m, but is 'x'",
        "--entries=many          | Invalid value for option '--entries'",
        "--fast                  | Unknown option: '--fast'"
      })
  void saysWhatIsWrongWithAnOption(String option, String message) {
    assertThat(run(option)).isEqualTo(USAGE);
    assertThat(errors.toString()).contains(message);
  }

  @Test
  void readsSizes() {
    assertThat(Sizes.parse("--x", "512m")).isEqualTo(512L << 20);
    assertThat(Sizes.parse("--x", "4G")).isEqualTo(4L << 30);
    assertThat(Sizes.parse("--x", "64k")).isEqualTo(64L << 10);
    assertThat(Sizes.parse("--x", "1000")).isEqualTo(1000);
    assertThatThrownBy(() -> Sizes.parse("--x", "")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> Sizes.parse("--x", "0m")).isInstanceOf(UsageException.class);
  }
}
