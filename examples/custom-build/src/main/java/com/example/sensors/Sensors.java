package com.example.sensors;

import com.example.sensors.Reading.Unit;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import java.nio.file.Path;

/** Keeps the latest reading of each sensor, in no more than 64 MiB of disk. */
public final class Sensors {

  private static final long QUOTA_BYTES = 64 << 20;
  private static final int SHARD_SIZE_BYTES = 1 << 20;

  private Sensors() {}

  /** Opens the store of a directory. */
  public static KvStore<Long, Reading> open(Path directory) {
    return ShardedStore.restore(
        new QuotaStorage(FileShardStorage.at(directory), QUOTA_BYTES),
        Codecs.of(KeyType.LONG, new ReadingCodec()),
        Clock.system(),
        StoreOptions.builder().shardSizeBytes(SHARD_SIZE_BYTES).build());
  }

  /** Writes two readings into the directory given, and prints what is there. */
  public static void main(String[] arguments) {
    try (KvStore<Long, Reading> readings = open(Path.of(arguments[0]))) {
      readings.put(1L, new Reading(1_790_000_000_000L, 21.5, Unit.CELSIUS));
      readings.put(2L, new Reading(1_790_000_000_000L, 48.0, Unit.PERCENT));

      System.out.println(readings.get(1L));
      System.out.println(readings.get(2L));
      System.out.println(readings.get(3L));
    }
  }
}
