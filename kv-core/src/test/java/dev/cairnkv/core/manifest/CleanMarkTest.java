package dev.cairnkv.core.manifest;

import static dev.cairnkv.core.manifest.Documents.assertRefused;
import static dev.cairnkv.core.manifest.Documents.with;
import static dev.cairnkv.core.manifest.Documents.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanMarkTest {
  private static final UUID STORE = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
  private static final CleanMark MARK = new CleanMark(STORE, 7, 8192, 1042, 1790000000000L);

  static Stream<CleanMark> marks() {
    return Stream.of(
        MARK,
        new CleanMark(STORE, 0, 0, 1, Long.MIN_VALUE),
        new CleanMark(new UUID(-1, -1), (1 << 24) - 1, 2L << 30, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void isReadableText() {
    assertThat(new String(MARK.encode(), UTF_8))
        .startsWith(
            """
            store-id = 01234567-89ab-cdef-fedc-ba9876543210
            active-shard = 7
            tail = 8192
            next-sequence = 1042
            epoch-millis = 1790000000000
            checksum =\
            """);
  }

  @ParameterizedTest
  @MethodSource("marks")
  void givesBackWhatWasPutIn(CleanMark mark) {
    assertThat(decode(mark.encode())).isEqualTo(mark);
  }

  @Test
  void refusesEachDamagedByte() {
    Documents.assertEachDamageIsRefused(MARK.encode(), CleanMarkTest::decode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"store-id", "active-shard", "tail", "next-sequence"})
  void refusesAMissingFieldAndNamesIt(String field) {
    assertRefused(() -> decode(without(MARK.encode(), field)))
        .withMessageContaining("the clean mark of memory")
        .withMessageContaining("'" + field + "'");
  }

  @Test
  void readsAMarkThatWasWrittenWithoutATime() {
    assertThat(decode(without(MARK.encode(), "epoch-millis")).epochMillis())
        .isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "store-id, none",
    "active-shard, seven",
    "active-shard, 99999999999",
    "tail, 0x10",
    "tail, 99999999999999999999",
    "next-sequence, 1.5",
    "epoch-millis, noon",
  })
  void refusesAFieldThatCannotBeRead(String field, String value) {
    assertRefused(() -> decode(with(MARK.encode(), field, value)))
        .withMessageContaining("cannot be read");
  }

  @Test
  void isNotAManifest() {
    assertRefused(() -> Manifest.decode(MARK.encode(), "memory"))
        .withMessageContaining("'cairn-store-format'");
  }

  private static CleanMark decode(byte[] bytes) {
    return CleanMark.decode(bytes, "memory");
  }
}
