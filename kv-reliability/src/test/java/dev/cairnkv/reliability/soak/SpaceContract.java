package dev.cairnkv.reliability.soak;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreStats;

/** How much room a store may take; see {@link CompactionOptions#MOST_DISK_PER_LIVE_BYTE}. */
final class SpaceContract {
  private static final int MORE_SHARDS = 4;

  /** Each takes a second at most, which is plenty even on a machine that has much else to do. */
  private static final int MOST_LOOKS = 120;

  private SpaceContract() {}

  /**
   * Has compaction settle while nobody writes.
   *
   * @throws AssertionError if the store takes too much room all the same
   */
  static void await(KvStore<?, ?> store, Watch watch, long shardSizeBytes)
      throws InterruptedException {
    for (int i = 0; i < MOST_LOOKS; i++) {
      watch.forget();
      if (isKept(store.stats(), shardSizeBytes)) {
        return;
      }
      store.resumeCompaction(); // has it look whether there is something to do
      watch.awaitCompaction();
    }
    throw new AssertionError(
        "compaction has settled, but %,d live bytes take %,d bytes in shards of %,d: %s"
            .formatted(
                store.stats().liveBytes(),
                store.stats().sizeBytes(),
                shardSizeBytes,
                store.stats().shards()));
  }

  static boolean isKept(StoreStats stats, long shardSizeBytes) {
    return stats.sizeBytes()
        <= CompactionOptions.MOST_DISK_PER_LIVE_BYTE * stats.liveBytes()
            + MORE_SHARDS * shardSizeBytes;
  }
}
