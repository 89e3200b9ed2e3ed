package dev.cairnkv.core.repair;

import dev.cairnkv.KvException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.restore.ShardScan;
import dev.cairnkv.core.restore.ShardScan.ScanStart;
import dev.cairnkv.spi.Shard;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the header of a shard anew from its frames: their checksums know store, shard and offset,
 * its neighbours know the sequences, and of the codecs that are present the one is right that finds
 * in a payload the key that the frame is of.
 *
 * @param shard the shard
 * @param storeId the store
 * @param payloads decodes
 */
record HeaderRebuild(Shard shard, UUID storeId, Payloads<?> payloads) {

  /** Returns the header, or null if nothing in the shard can be made use of. */
  @Nullable ShardHeader header(
      Map.@Nullable Entry<Integer, LogShard> before,
      Map.@Nullable Entry<Integer, LogShard> after,
      long nextSequence) {
    List<FrameHeader> frames = new ArrayList<>();
    List<Long> puts = new ArrayList<>();
    CodecStamp anyStamp = payloads.stamps().getFirst();
    LogShard unnumbered = new LogShard(shard, header(0, anyStamp));
    ShardScan scan =
        ShardScan.complete(
            unnumbered,
            ScanStart.of(unnumbered),
            0,
            (frame, location) -> {
              frames.add(frame);
              if (frame.kind() == FrameKind.PUT) {
                puts.add(location);
              }
            });
    if (frames.isEmpty()) {
      return null;
    }
    CodecStamp stamp = puts.isEmpty() ? anyStamp : stamp(unnumbered, puts);
    if (stamp == null) {
      return null;
    }
    long base = 1;
    if (before != null) {
      base = lastSequence(before.getValue()) + 1;
    } else if (shard.id() > 1) {
      long next = after == null ? nextSequence : after.getValue().header().baseSequence();
      base = Math.max(1, next - scan.lastSequence() - 1);
    }
    return header(base, stamp);
  }

  private ShardHeader header(long baseSequence, CodecStamp stamp) {
    return new ShardHeader(shard.id(), storeId, shard.sizeBytes(), baseSequence, 0, stamp);
  }

  private static long lastSequence(LogShard shard) {
    return ShardScan.complete(shard, ScanStart.of(shard), 0, (frame, location) -> {})
        .lastSequence();
  }

  private @Nullable CodecStamp stamp(LogShard unnumbered, List<Long> puts) {
    for (long location : puts) {
      Frame frame = unnumbered.correctedFrame(Location.offset(location));
      if (frame instanceof Frame.Intact(FrameHeader header, MemorySegment payload)) {
        for (CodecStamp stamp : payloads.stamps()) {
          if (holds(payloads, stamp, payload, header.fingerprint())) {
            return stamp;
          }
        }
      }
    }
    return null;
  }

  private static <K> boolean holds(
      Payloads<K> payloads, CodecStamp stamp, MemorySegment payload, Fingerprint expected) {
    try {
      return payloads.fingerprint(payloads.key(stamp, payload)).equals(expected);
    } catch (KvException | IllegalArgumentException _) {
      return false; // another codec's, which is what this is to find out
    }
  }
}
