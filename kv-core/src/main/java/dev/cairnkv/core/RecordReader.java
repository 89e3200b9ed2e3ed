package dev.cairnkv.core;

import dev.cairnkv.CodecException;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Damage;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.PayloadReader;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.time.StoreClock;
import dev.cairnkv.spi.Codec;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Reads records that the index knows, and notes the damaged ones. Safe for use by many threads. */
final class RecordReader<K, V> {
  private final Catalog catalog;
  private final Codecs<K, V> codecs;
  private final KnownDamages damages;
  private final StoreClock clock;

  RecordReader(Catalog catalog, Codecs<K, V> codecs, KnownDamages damages, StoreClock clock) {
    this.catalog = catalog;
    this.codecs = codecs;
    this.damages = damages;
    this.clock = clock;
  }

  /**
   * Reads the value of a key.
   *
   * @param location where its latest record is
   * @return the value, or null if the record there has another key or has expired
   */
  @Nullable V readValue(K key, long location, PayloadReader payload) {
    LogShard shard = catalog.shards().get(Location.shardId(location));
    if (!shard.payload(location, payload)) {
      // Not intact, or not readable. The long way finds out what is wrong, and may yet succeed.
      StoredRecord<K, V> found = read(location);
      boolean isThere = isOf(key, found) && !clock.isExpired(found.expiryEpochMillis());
      return isThere ? found.content().value() : null;
    }
    if (clock.isExpired(payload.expiryEpochMillis())) {
      return null;
    }
    Codec<K, V> codec = codecs.reader(shard.header().codec());
    try {
      return codec.decodeValue(
          key, payload.array(), payload.payloadStart(), payload.payloadLength());
    } catch (KvException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failedToDecode(codec, shard, e);
    }
  }

  /**
   * Returns whether the record at a location has expired. Where none can have, nothing is read.
   *
   * @throws CorruptFrameException if its header is damaged
   */
  boolean isExpired(long location) {
    if (!catalog.mayExpire()) {
      return false;
    }
    FrameHeader header =
        catalog.shards().get(Location.shardId(location)).header(Location.offset(location));
    if (header == null) {
      throw corrupt(location, "the header fails its checksum");
    }
    return clock.isExpired(header.expiryEpochMillis());
  }

  /** Returns whether there is a record at a location that is known to have expired. */
  boolean isKnownExpired(long location) {
    try {
      return location != Location.NONE && isExpired(location);
    } catch (CorruptFrameException | StorageException _) {
      return false; // whoever reads the record is told
    }
  }

  /** Returns how long a key stays whose latest record is at a location. */
  TimeToLive timeToLive(K key, long location) {
    StoredRecord<K, V> found = read(location);
    return isOf(key, found)
        ? clock.timeToLive(found.expiryEpochMillis())
        : TimeToLive.Missing.MISSING;
  }

  private boolean isOf(K key, StoredRecord<K, V> found) {
    return codecs.keyType().same(found.content().key(), key);
  }

  /** Reads the record at a location, or returns null if it has expired. */
  @Nullable StoredRecord<K, V> readUnlessExpired(long location) {
    StoredRecord<K, V> found = read(location);
    return clock.isExpired(found.expiryEpochMillis()) ? null : found;
  }

  /** Reads the record at a location, whether it has expired or not. */
  StoredRecord<K, V> read(long location) {
    LogShard shard = catalog.shards().get(Location.shardId(location));
    try {
      Frame frame = shard.frame(Location.offset(location), Location.lengthBound(location));
      return switch (frame) {
        case Frame.Intact(FrameHeader header, var payload) when header.kind() == FrameKind.PUT ->
            new StoredRecord<>(decode(shard, payload), header.expiryEpochMillis());
        case Frame.Intact(FrameHeader header, _) ->
            throw corrupt(location, "there is a " + header.kind() + " instead of a record");
        case Frame.DamagedPayload _ -> throw corrupt(location, "the payload fails its checksum");
        case Frame.NoFrame _ -> throw corrupt(location, "the header fails its checksum");
      };
    } catch (InternalError e) {
      throw new StorageException(
          "the device failed while reading shard " + Location.shardId(location), e);
    }
  }

  /**
   * Refuses to answer for a key of which a later record may have been lost.
   *
   * @param location where its latest known record is, or {@link Location#NONE}
   */
  void requireNoDoubt(long location) {
    if (catalog.isDoubtful(location)) {
      long doubt = catalog.doubtBelow();
      throw new CorruptFrameException(
          Location.shardId(doubt),
          Location.offset(doubt),
          "damage before it may have hit the latest record of this key, and of which keys it did"
              + " cannot be told; repair gives up what is lost");
    }
  }

  private KeyValue<K, V> decode(LogShard shard, MemorySegment payload) {
    Codec<K, V> codec = codecs.reader(shard.header().codec());
    try {
      return codec.decode(payload);
    } catch (KvException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failedToDecode(codec, shard, e);
    }
  }

  private static CodecException failedToDecode(
      Codec<?, ?> codec, LogShard shard, RuntimeException cause) {
    return new CodecException(
        "codec '" + codec.id() + "' failed to decode a record of shard " + shard.id(), cause);
  }

  private CorruptFrameException corrupt(long location, String found) {
    int shardId = Location.shardId(location);
    long offset = Location.offset(location);
    damages.found(new Damage(shardId, offset, Location.lengthBound(location), found, true));
    return new CorruptFrameException(shardId, offset, found);
  }
}
