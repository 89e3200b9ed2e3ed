package dev.cairnkv.core;

import dev.cairnkv.Batch;
import dev.cairnkv.CodecException;
import dev.cairnkv.Expiry;
import dev.cairnkv.KvException;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.time.StoreClock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes frames of records, up to what is only known when they are appended. Safe for use by any
 * number of threads, each with buffers of its own.
 */
final class RecordEncoder<K, V> {
  private final Fingerprinter<K> fingerprinter;
  private final Codec<K, V> codec;
  private final Catalog catalog;
  private final ShardLog log;
  private final StoreClock clock;

  RecordEncoder(
      Fingerprinter<K> fingerprinter,
      Codec<K, V> codec,
      Catalog catalog,
      ShardLog log,
      StoreClock clock) {
    this.fingerprinter = fingerprinter;
    this.codec = codec;
    this.catalog = catalog;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Makes the frame of a put, after {@link FrameBuffer#begin}.
   *
   * @throws RecordTooLargeException if it does not fit in an empty shard
   * @throws CodecException if the codec fails
   */
  void encodePut(K key, V value, Expiry expiry, FrameBuffer frame) {
    long expiryEpochMillis = clock.expiryEpochMillis(expiry);
    if (expiryEpochMillis != FrameHeader.NO_EXPIRY) {
      catalog.noteExpiry();
      frame.expireAt(expiryEpochMillis);
    }
    encode(key, value, frame);
    frame.endPayload();
    log.requireFits(frame);
  }

  /** Makes the frames of a batch, with an expiry for the puts that have none of their own. */
  List<PreparedWrite<K>> encode(Batch<? extends K, ? extends V> batch, Expiry expiry) {
    List<PreparedWrite<K>> prepared = new ArrayList<>();
    PayloadBuffer canonicalKey = new PayloadBuffer();
    int rest = batch.writes().size();
    for (Batch.Write<? extends K, ? extends V> write : batch.writes()) {
      FrameBuffer frame = new FrameBuffer();
      Fingerprint fingerprint = fingerprinter.fingerprint(write.key(), canonicalKey);
      frame.begin(fingerprint);
      frame.placeInBatch(prepared.size(), --rest);
      FrameKind kind =
          switch (write) {
            case Batch.Put<? extends K, ? extends V>(var key, var value, var own) -> {
              encodePut(key, value, own == null ? expiry : own, frame);
              yield FrameKind.PUT;
            }
            case Batch.Delete<? extends K, ? extends V> _ -> {
              frame.endPayload();
              yield FrameKind.TOMBSTONE;
            }
          };
      prepared.add(new PreparedWrite<>(kind, write.key(), fingerprint, frame));
    }
    return prepared;
  }

  private void encode(K key, V value, FrameBuffer frame) {
    try {
      codec.encode(key, value, frame.payload());
    } catch (KvException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecException(
          "codec '" + codec.id() + "' failed to encode a record; nothing was written", e);
    }
  }
}
