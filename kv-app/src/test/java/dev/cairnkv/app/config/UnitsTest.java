package dev.cairnkv.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4096, 4096",
    "4096B, 4096",
    "64MiB, 67108864",
    "64 mib, 67108864",
    "1GiB, 1073741824",
    "3kB, 3000",
    "2MB, 2000000"
  })
  void readsSizes(String text, long bytes) {
    assertThat(Units.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"250ms, 250", "1s, 1000", "5min, 300000", "1 h, 3600000", "0, 0", "off, 0"})
  void readsDurations(String text, long millis) {
    assertThat(Units.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MiB", "-1", "1.5GiB", "64M", "64 MiB more", "٣"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> Units.bytes(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("found " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "1", "-1s", "1 day"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> Units.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("found " + text);
  }

  @Test
  void leavesWhatIsTooLargeToTheCheckOfTheRange() {
    assertThat(Units.bytes("99999999999999999999")).isEqualTo(Long.MAX_VALUE);
    assertThat(Units.bytes("99999999999GiB")).isEqualTo(Long.MAX_VALUE);
    assertThat(Units.duration("9223372036854775807h")).isPositive();
  }
}
