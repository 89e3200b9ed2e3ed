package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.Batch;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.reliability.image.Image;
import dev.cairnkv.reliability.image.Images;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Small real stores, from which fuzzing starts. All have the same manifest. */
final class Seeds {
  static final int SHARD_SIZE = 4 << 10;
  static final int KEYS = 24;

  // The same in every run, so that an input means the same in every run.
  private static final Manifest MANIFEST =
      new Manifest(
          new UUID(0x0123456789abcdefL, 0xfedcba9876543210L),
          KeyType.LONG.id(),
          new FingerprintSeed(1, 2),
          0);

  private static final int ROUNDS_IN_ONE_SHARD = 12;
  private static final int ROUNDS_IN_MANY = 60;

  private static final List<Image> MANY = make(ROUNDS_IN_MANY);
  private static final List<Image> SINGLE = make(ROUNDS_IN_ONE_SHARD);

  private Seeds() {}

  /** A store with several shards, killed or shut down. */
  static Image manyShards(boolean shutDown) {
    return shutDown ? MANY.getLast() : MANY.getFirst();
  }

  /** A store with one shard, killed or shut down. */
  static Image oneShard(boolean shutDown) {
    return shutDown ? SINGLE.getLast() : SINGLE.getFirst();
  }

  static UUID storeId() {
    return MANIFEST.storeId();
  }

  /** Returns a store that was killed, and the same after a shutdown. */
  private static List<Image> make(int rounds) {
    InMemoryShardStorage storage = new InMemoryShardStorage();
    storage.create();
    storage.writeDocument(Manifest.NAME, MANIFEST.encode());
    KvStore<Long, byte[]> store = Images.restore(storage, Images.options(SHARD_SIZE));
    fill(store, rounds);
    Image killed = Image.of(storage);
    store.shutdown();
    return List.of(killed, Image.of(storage.reopen()));
  }

  private static void fill(KvStore<Long, byte[]> store, int rounds) {
    for (int i = 0; i < rounds; i++) {
      byte[] value = new byte[i * 37 % 120];
      Arrays.fill(value, (byte) i);
      store.put((long) i % KEYS, value);
      if (i % 5 == 0) {
        store.delete((long) (i + 3) % KEYS);
      }
      if (i % 6 == 0) {
        store.write(
            new Batch<Long, byte[]>()
                .put((long) (i + 1) % KEYS, value)
                .delete((long) (i + 2) % KEYS)
                .put((long) (i + 4) % KEYS, new byte[i]));
      }
      if (i % 7 == 0) {
        store.sync();
      }
    }
  }
}
