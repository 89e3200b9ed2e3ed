package dev.cairnkv.core;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of many keys. What a single get waits for most is memory, first that of the
 * index, then that of the frame. Here each step is taken for many keys before the next, and short
 * loops that only touch memory go ahead, so that the processor waits for several keys at a time.
 */
final class ManyReader<K, V> {
  private static final int KEYS_AT_A_TIME = 64;

  private final Fingerprinter<K> fingerprinter;
  private final Catalog catalog;
  private final ValueReader<K, V> reader;

  ManyReader(Fingerprinter<K> fingerprinter, Catalog catalog, ValueReader<K, V> reader) {
    this.fingerprinter = fingerprinter;
    this.catalog = catalog;
    this.reader = reader;
  }

  /** Adds the value of each key, or null. */
  void addAll(List<? extends K> keys, List<@Nullable V> values, Scratch scratch) {
    Fingerprint[] fingerprints = new Fingerprint[Math.min(keys.size(), KEYS_AT_A_TIME)];
    long[] locations = new long[fingerprints.length];
    for (int start = 0; start < keys.size(); start += KEYS_AT_A_TIME) {
      int count = Math.min(keys.size() - start, KEYS_AT_A_TIME);
      for (int i = 0; i < count; i++) {
        K key = Objects.requireNonNull(keys.get(start + i), "key");
        fingerprints[i] = fingerprinter.fingerprint(key, scratch.key());
      }
      catalog.index().prefetch(fingerprints, count);
      for (int i = 0; i < count; i++) {
        locations[i] = reader.locate(fingerprints[i]);
      }
      Prefetch.frames(catalog, locations, count);
      for (int i = 0; i < count; i++) {
        values.add(
            reader.value(keys.get(start + i), fingerprints[i], locations[i], scratch.payload()));
      }
    }
  }
}
