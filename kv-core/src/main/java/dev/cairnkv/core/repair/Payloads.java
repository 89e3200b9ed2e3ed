package dev.cairnkv.core.repair;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Reads keys out of payloads.
 *
 * @param <K> the type of the keys
 */
public interface Payloads<K> {
  /**
   * Refuses a codec that is not present.
   *
   * @throws dev.cairnkv.WrongCodecException if it is not
   */
  void requireReadable(CodecStamp stamp, int shardId);

  /**
   * Returns the key in a payload.
   *
   * @throws dev.cairnkv.CodecException if the payload cannot be decoded
   */
  K key(CodecStamp stamp, MemorySegment payload);

  /**
   * Returns the fingerprint of a key.
   *
   * @throws IllegalArgumentException if the key has no canonical bytes
   */
  Fingerprint fingerprint(K key);

  /** Returns the stamps of all codecs that are present, that for new shards first. */
  List<CodecStamp> stamps();
}
