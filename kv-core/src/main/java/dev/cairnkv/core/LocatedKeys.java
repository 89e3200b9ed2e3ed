package dev.cairnkv.core;

import dev.cairnkv.KeyType;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.order.KeyWalk;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The keys of a walk, and where their records are. They are looked up some at a time, more and more
 * of them, and what will be read is touched ahead; see {@link ManyReader} on why.
 */
final class LocatedKeys<K> {
  private static final int FEW_KEYS = 4;
  private static final int MANY_KEYS = 64;

  private final KeyType<K> keyType;
  private final Fingerprinter<K> fingerprinter;
  private final Catalog catalog;
  private final ToLongFunction<Fingerprint> index;
  private final KeyWalk walk;
  private final PayloadBuffer scratch = new PayloadBuffer();
  private final List<K> keys = new ArrayList<>();
  private Fingerprint[] fingerprints = new Fingerprint[0];
  private long[] locations = new long[0];
  private int position = -1;
  private int keysAtATime = FEW_KEYS;

  LocatedKeys(
      KeyType<K> keyType,
      Fingerprinter<K> fingerprinter,
      Catalog catalog,
      ToLongFunction<Fingerprint> index,
      KeyWalk walk) {
    this.keyType = keyType;
    this.fingerprinter = fingerprinter;
    this.catalog = catalog;
    this.index = index;
    this.walk = walk;
  }

  /** Goes to the next key; returns whether there is one. */
  boolean next() {
    position++;
    if (position >= keys.size()) {
      position = 0;
      locateMore();
    }
    return !keys.isEmpty();
  }

  K key() {
    return keys.get(position);
  }

  Fingerprint fingerprint() {
    return fingerprints[position];
  }

  /** Returns where the record of the key was a moment ago, or {@code Location.NONE}. */
  long location() {
    return locations[position];
  }

  private void locateMore() {
    keys.clear();
    byte[] bytes;
    while (keys.size() < keysAtATime && (bytes = walk.next()) != null) {
      keys.add(keyType.ofOrdered(bytes));
    }
    keysAtATime = Math.min(2 * keysAtATime, MANY_KEYS);
    fingerprints = new Fingerprint[keys.size()];
    locations = new long[keys.size()];
    for (int i = 0; i < fingerprints.length; i++) {
      fingerprints[i] = fingerprinter.fingerprint(keys.get(i), scratch);
    }
    catalog.index().prefetch(fingerprints, fingerprints.length);
    for (int i = 0; i < locations.length; i++) {
      locations[i] = index.applyAsLong(fingerprints[i]);
    }
    Prefetch.frames(catalog, locations, locations.length);
  }
}
