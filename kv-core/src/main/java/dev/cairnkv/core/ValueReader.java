package dev.cairnkv.core;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.PayloadReader;
import org.jspecify.annotations.Nullable;

/** Reads values in two steps. Safe for use by many threads. */
interface ValueReader<K, V> {

  /** Returns where the record of a key is, or {@link Location#NONE}. */
  long locate(Fingerprint fingerprint);

  /**
   * Returns the value of a key, or null if there is none.
   *
   * @param location where its record was a moment ago, or {@link Location#NONE}
   */
  @Nullable V value(K key, Fingerprint fingerprint, long location, PayloadReader payload);
}
