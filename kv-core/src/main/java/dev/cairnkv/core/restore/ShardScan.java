package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks over the frames of a shard, from the first to the seal, the tail or the end given. Bytes
 * that should be a frame and are none end the walk, unless they are known to have been synced once:
 * then they are damage, and the walk goes on behind it.
 */
final class ShardScan {

  /** Takes the frames that belong to a key, in order; also one whose payload is damaged. */
  interface Visitor {
    void visit(FrameHeader header, long location);
  }

  private final LogShard shard;
  private final Visitor visitor;
  private final long end;
  private final List<Damage> damages = new ArrayList<>();
  private long offset = ShardHeaderDescriptor.LENGTH;
  private long knownSynced;
  private long frames;
  private long bytes;
  private long lastSequence;
  private boolean sealed;

  private ShardScan(LogShard shard, long end, long knownSynced, Visitor visitor) {
    this.shard = shard;
    this.end = end;
    this.knownSynced = knownSynced;
    this.visitor = visitor;
    this.lastSequence = shard.header().baseSequence() - 1;
  }

  /** Walks over a shard that was synced as a whole, which should end with a seal. */
  static ShardScan complete(LogShard shard, Visitor visitor) {
    ShardScan scan = new ShardScan(shard, shard.sizeBytes(), Long.MAX_VALUE, visitor);
    scan.walk();
    if (!scan.sealed) {
      scan.damages.add(new Damage(shard.id(), scan.offset, 0, "the seal is missing", true));
    }
    return scan;
  }

  /** Walks over a shard that was synced up to {@code end}. */
  static ShardScan upTo(long end, LogShard shard, Visitor visitor) {
    ShardScan scan = new ShardScan(shard, end, end, visitor);
    scan.walk();
    return scan;
  }

  /** Walks over a shard to find its tail: nothing is known of what was synced. */
  static ShardScan tail(LogShard shard) {
    ShardScan scan = new ShardScan(shard, shard.sizeBytes(), 0, (header, location) -> {});
    scan.walk();
    return scan;
  }

  /** Where the walk ended: behind the last frame. */
  long offset() {
    return offset;
  }

  long frames() {
    return frames;
  }

  long bytes() {
    return bytes;
  }

  long lastSequence() {
    return lastSequence;
  }

  boolean sealed() {
    return sealed;
  }

  List<Damage> damages() {
    return damages;
  }

  private void walk() {
    boolean more = true;
    while (more && !sealed && offset + FrameDescriptor.MIN_FRAME_LENGTH <= end) {
      more =
          switch (shard.frame(offset)) {
            case Frame.Intact(FrameHeader header, _) -> take(header);
            case Frame.DamagedPayload(FrameHeader header) -> takeDamaged(header);
            case Frame.NoFrame _ -> skip();
          };
    }
  }

  private boolean take(FrameHeader header) {
    frames++;
    bytes += header.frameLength();
    accept(header);
    return true;
  }

  private boolean takeDamaged(FrameHeader header) {
    boolean within = header.frameLength() <= end - offset;
    if (!within) {
      return skip();
    }
    if (!wasSynced()) {
      return false;
    }
    damages.add(new Damage(shard.id(), offset, header.frameLength(), "payload checksum", true));
    accept(header);
    return true;
  }

  private void accept(FrameHeader header) {
    lastSequence = Math.max(lastSequence, header.sequence());
    if (header.kind() == FrameKind.SEAL) {
      sealed = true;
    } else {
      visitor.visit(header, Location.pack(shard.id(), offset, header.frameLength()));
    }
    offset += header.frameLength();
  }

  /** Goes on at the next intact header, if what stands here was once synced. */
  private boolean skip() {
    if (!wasSynced()) {
      return false;
    }
    long next = shard.nextHeader(offset + FrameDescriptor.ALIGNMENT);
    // Bytes that nobody says were synced are a hole again, which the next turn sees.
    long damageEnd = Math.min(next < 0 ? end : Math.min(next, end), knownSynced);
    damages.add(new Damage(shard.id(), offset, damageEnd - offset, "header checksum", false));
    offset = damageEnd;
    return true;
  }

  /** Whether a frame behind this place says that it was synced. */
  private boolean wasSynced() {
    long next = offset;
    while (knownSynced <= offset) {
      next = shard.nextHeader(next + FrameDescriptor.ALIGNMENT);
      if (next < 0) {
        return false;
      }
      knownSynced = Math.max(knownSynced, syncedUpTo(next));
    }
    return true;
  }

  private long syncedUpTo(long at) {
    return switch (shard.frame(at)) {
      case Frame.Intact(FrameHeader header, _) -> header.syncedUpTo();
      case Frame.DamagedPayload(FrameHeader header) -> header.syncedUpTo();
      case Frame.NoFrame _ -> 0;
    };
  }
}
