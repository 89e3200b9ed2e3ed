package dev.cairnkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreOptionsTest {

  @Test
  void hasTheDefaultsThatAreDocumented() {
    StoreOptions defaults = StoreOptions.defaults();

    assertThat(defaults.shardSizeBytes()).isEqualTo(64L * 1024 * 1024);
    assertThat(defaults.durability()).isEqualTo(Durability.APPENDED);
    assertThat(defaults.syncPeriod()).isEqualTo(Duration.ofSeconds(1));
    assertThat(defaults.checkpointBytes()).isEqualTo(256L * 1024 * 1024);
    assertThat(defaults.createIfMissing()).isTrue();
    assertThat(defaults.ordered()).isFalse();
    assertThat(StoreOptions.builder().build()).isEqualTo(defaults);
  }

  @Test
  void takesWhatTheBuilderIsGiven() {
    StoreListener listener = event -> {};
    StoreOptions options =
        StoreOptions.builder()
            .shardSizeBytes(8192)
            .durability(Durability.SYNCED)
            .syncPeriod(Duration.ofMillis(20))
            .checkpointBytes(1 << 20)
            .listener(listener)
            .createIfMissing(false)
            .compaction(new CompactionOptions(true, 1 << 20))
            .ordered(true)
            .build();

    assertThat(options)
        .isEqualTo(
            new StoreOptions(
                8192,
                Durability.SYNCED,
                Duration.ofMillis(20),
                1 << 20,
                listener,
                false,
                new CompactionOptions(true, 1 << 20),
                true));
    assertThat(options.toBuilder().build()).isEqualTo(options);
    assertThat(options.toBuilder().shardSizeBytes(4096).build().durability())
        .isEqualTo(Durability.SYNCED);
  }

  @Test
  void refusesANegativeLimitOfCompaction() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CompactionOptions(true, -1))
        .withMessageContaining("-1");
  }

  @Test
  void refusesANegativeNumberOfBytesBetweenCheckpoints() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreOptions.builder().checkpointBytes(-1).build())
        .withMessageContaining("-1");
  }

  @ParameterizedTest
  @ValueSource(longs = {4096, 8192, 1 << 20, 64 << 20, 1L << 30, 2L << 30, (2L << 30) - 4096})
  void takesAShardSizeInItsRange(long bytes) {
    assertThat(StoreOptions.builder().shardSizeBytes(bytes).build().shardSizeBytes())
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {Long.MIN_VALUE, -4096, 0, 1, 4095, 4097, 6144, (2L << 30) + 4096, Long.MAX_VALUE})
  void refusesAnyOtherShardSizeAndNamesIt(long bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreOptions.builder().shardSizeBytes(bytes).build())
        .withMessageContaining("shard size")
        .withMessageContaining("4096 to 2147483648")
        .withMessageEndingWith(Long.toString(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000000001S", "PT1S", "PT24H"})
  void takesASyncPeriodInItsRange(String period) {
    assertThat(StoreOptions.builder().syncPeriod(Duration.parse(period)).build().syncPeriod())
        .isEqualTo(Duration.parse(period));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT0.000000001S", "-PT1S", "PT24H0.000000001S", "P365000000D"})
  void refusesAnyOtherSyncPeriodAndNamesIt(String period) {
    Duration duration = Duration.parse(period);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreOptions.builder().syncPeriod(duration).build())
        .withMessageContaining("sync period")
        .withMessageContaining("one day")
        .withMessageEndingWith(duration.toString());
  }
}
