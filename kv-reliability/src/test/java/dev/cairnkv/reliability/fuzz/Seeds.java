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

  private static final List<Image> IMAGES = make();

  private Seeds() {}

  /** A store with two shards that was killed, and the same after a clean shutdown. */
  static List<Image> images() {
    return IMAGES;
  }

  static Image killed() {
    return IMAGES.getFirst();
  }

  static Image shutDown() {
    return IMAGES.getLast();
  }

  static UUID storeId() {
    return MANIFEST.storeId();
  }

  private static List<Image> make() {
    InMemoryShardStorage storage = new InMemoryShardStorage();
    storage.create();
    storage.writeDocument(Manifest.NAME, MANIFEST.encode());
    fill(Images.restore(storage, Images.options(SHARD_SIZE)));
    storage = storage.restart();
    Image killed = Image.of(storage);
    KvStore<Long, byte[]> store = Images.restore(storage, Images.options(SHARD_SIZE));
    store.put(1L, new byte[] {9});
    store.put(2L, new byte[40]);
    store.shutdown();
    return List.of(killed, Image.of(storage.reopen()));
  }

  private static void fill(KvStore<Long, byte[]> store) {
    for (int i = 0; i < 2 * KEYS + KEYS / 2; i++) {
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
