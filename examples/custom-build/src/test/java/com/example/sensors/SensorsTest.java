package com.example.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.sensors.Reading.Unit;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SensorsTest {

  private static final int SHARD_SIZE_BYTES = 4096;

  @TempDir Path directory;

  @Test
  void printsTheReadingsThatAreThere() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Sensors.main(new String[] {directory.resolve("readings").toString()});
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            Reading[epochMillis=1790000000000, value=21.5, unit=CELSIUS]
            Reading[epochMillis=1790000000000, value=48.0, unit=PERCENT]
            null
            """);
  }

  @Test
  void refusesWritesBeyondTheQuotaAndKeepsWhatIsThere() {
    try (KvStore<Long, Reading> store = open(4 * SHARD_SIZE_BYTES)) {
      long sensor = fillUp(store);

      assertThat(store.get(0L)).isEqualTo(reading(0));
      assertThat(store.get(sensor - 1)).isEqualTo(reading(sensor - 1));
      assertThat(store.get(sensor)).isNull();
    }
    try (KvStore<Long, Reading> store = open(Long.MAX_VALUE)) {
      assertThat(store.get(0L)).isEqualTo(reading(0));
      store.put(-1L, reading(-1));
    }
  }

  /** Returns the first sensor whose reading has no room. */
  private static long fillUp(KvStore<Long, Reading> store) {
    for (long sensor = 0; ; sensor++) {
      long each = sensor;
      try {
        store.put(each, reading(each));
      } catch (StoreFullException e) {
        assertThat(e).hasMessageContaining("quota");
        assertThatThrownBy(() -> store.put(each, reading(each)))
            .isInstanceOf(StoreFullException.class);
        return each;
      }
    }
  }

  private static Reading reading(long sensor) {
    return new Reading(sensor, sensor / 2.0, Unit.CELSIUS);
  }

  private KvStore<Long, Reading> open(long quotaBytes) {
    return ShardedStore.restore(
        new QuotaStorage(FileShardStorage.at(directory.resolve("store")), quotaBytes),
        Codecs.of(KeyType.LONG, new ReadingCodec()),
        Clock.system(),
        StoreOptions.builder().shardSizeBytes(SHARD_SIZE_BYTES).build());
  }
}
