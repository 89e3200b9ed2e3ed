package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.Seal;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.PieceReader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the frames of a shard, up to the seal, the tail or the end given. Bytes that should be
 * a frame and are none end the walk, unless they are known to have been synced once: then they are
 * damage, and the walk goes on behind it.
 */
public final class ShardScan {

  /** Takes the frames that belong to a key, in order; also damaged ones whose key is known. */
  public interface Visitor {
    /** Takes a frame. */
    void visit(FrameHeader header, long location);
  }

  /** What the system reads ahead by itself. */
  private static final long UNADVISED_BYTES = 128 << 10;

  private static final int FIRST_ARRAY_BYTES = 512;

  private final LogShard shard;
  private final PieceReader pieces;
  private final Visitor visitor;
  private final long end;
  private final long framesBefore;
  private final List<Damage> damages = new ArrayList<>();
  private long offset;
  private long knownSynced;
  private long frames;
  private long bytes;
  private long lastSequence;
  private boolean sealed;
  private @Nullable Seal seal;
  private byte[] kept = new byte[FIRST_ARRAY_BYTES];

  private ShardScan(LogShard shard, ScanStart start, long end, long knownSynced, Visitor visitor) {
    this.shard = shard;
    this.pieces = new PieceReader(shard);
    this.offset = start.offset();
    this.lastSequence = start.nextSequence() - 1;
    this.framesBefore = start.nextSequence() - shard.header().baseSequence();
    this.end = end;
    this.knownSynced = knownSynced;
    this.visitor = visitor;
  }

  /**
   * Where a walk begins.
   *
   * @param offset the offset of the first frame
   * @param nextSequence its sequence, or the lowest that it can have
   */
  public record ScanStart(long offset, long nextSequence) {

    /** Returns the beginning of a shard. */
    public static ScanStart of(LogShard shard) {
      return new ScanStart(ShardHeaderDescriptor.LENGTH, shard.header().baseSequence());
    }
  }

  /**
   * Walks over a shard that was synced as a whole, which should end with a seal.
   *
   * @param nextSequence the sequence of the first record behind this shard
   */
  public static ShardScan complete(
      LogShard shard, ScanStart start, long nextSequence, Visitor visitor) {
    ShardScan scan = new ShardScan(shard, start, shard.sizeBytes(), Long.MAX_VALUE, visitor);
    scan.walk();
    scan.checkEnd(nextSequence);
    return scan;
  }

  /** Walks over a shard that was synced up to {@code end}. */
  public static ShardScan upTo(long end, LogShard shard, ScanStart start, Visitor visitor) {
    ShardScan scan = new ShardScan(shard, start, end, end, visitor);
    scan.walk();
    return scan;
  }

  /** Walks over a shard to find its tail: all that is known to be synced is what is before. */
  static ShardScan tail(LogShard shard, ScanStart start) {
    return tail(shard, start, start.offset(), (header, location) -> {});
  }

  /**
   * Walks over a shard to find its tail.
   *
   * @param knownSynced the offset below which everything is known to be synced
   */
  public static ShardScan tail(LogShard shard, ScanStart start, long knownSynced, Visitor visitor) {
    ShardScan scan = new ShardScan(shard, start, shard.sizeBytes(), knownSynced, visitor);
    scan.walk();
    return scan;
  }

  /** Where the walk ended: behind the last frame. */
  public long offset() {
    return offset;
  }

  /** The intact frames, without the seal. */
  public long frames() {
    return frames;
  }

  /** The bytes of those frames. */
  public long bytes() {
    return bytes;
  }

  /** The highest sequence, or the one before the first that the shard could have. */
  public long lastSequence() {
    return lastSequence;
  }

  /** Whether the walk ended at a seal. */
  public boolean sealed() {
    return sealed;
  }

  /** What the seal says, if there is one that is intact. */
  @Nullable Seal seal() {
    return seal;
  }

  /** The damaged places. */
  public List<Damage> damages() {
    return damages;
  }

  private void walk() {
    if (end - offset <= UNADVISED_BYTES) {
      walkToTheEnd();
      return;
    }
    shard.expectSequentialReads(); // for what is not read in pieces: large frames, and damage
    try {
      walkToTheEnd();
    } finally {
      shard.expectRandomReads();
    }
  }

  private void walkToTheEnd() {
    boolean more = true;
    while (more && !sealed && offset + FrameDescriptor.MIN_FRAME_LENGTH <= end) {
      more =
          switch (pieces.frame(offset, this::keptArray)) {
            case Frame.Intact(FrameHeader header, MemorySegment payload) -> take(header, payload);
            case Frame.DamagedPayload(FrameHeader header) ->
                takeDamaged(header, "the payload fails its checksum");
            case Frame.NoFrame _ -> correctOrSkip();
          };
    }
  }

  /** Returns the one array for all frames, so that a scan makes no garbage of their length. */
  private byte[] keptArray(int length) {
    if (length > kept.length) {
      kept = new byte[Math.max(length, 2 * kept.length)];
    }
    return kept;
  }

  private boolean take(FrameHeader header, MemorySegment payload) {
    if (header.kind() == FrameKind.SEAL) {
      seal = Seal.decode(payload);
      if (seal == null) {
        return takeDamaged(header, "the seal has " + payload.byteSize() + " bytes");
      }
    } else {
      frames++;
      bytes += header.frameLength();
    }
    accept(header);
    return true;
  }

  private boolean takeDamaged(FrameHeader header, String found) {
    boolean within = header.frameLength() <= end - offset;
    if (!within) {
      return skip();
    }
    if (!wasSynced()) {
      return false;
    }
    damages.add(new Damage(shard.id(), offset, header.frameLength(), found, true));
    accept(header);
    return true;
  }

  private void accept(FrameHeader header) {
    if (header.kind() == FrameKind.SEAL) {
      acceptSeal(header);
    } else {
      lastSequence = Math.max(lastSequence, header.sequence());
      visitor.visit(header, Location.pack(shard.id(), offset, header.frameLength()));
    }
    offset += header.frameLength();
  }

  /** A seal repeats the sequence of the frame before it, and has none if there is no such frame. */
  private void acceptSeal(FrameHeader header) {
    sealed = true;
    if (seal == null || seal.frames() > 0) {
      lastSequence = Math.max(lastSequence, header.sequence());
    }
  }

  private boolean correctOrSkip() {
    if (!wasSynced()) {
      return false;
    }
    FrameHeader corrected = shard.correctedHeader(offset);
    return corrected == null
        ? skip()
        : takeDamaged(corrected, "the header fails its checksum by one bit");
  }

  /** Goes on at the next intact header, if what stands here was once synced. */
  private boolean skip() {
    if (!wasSynced()) {
      return false;
    }
    long next = shard.nextHeader(offset + FrameDescriptor.ALIGNMENT);
    if (next < 0 && isComplete()) {
      return false; // checkEnd() sees what is missing
    }
    // Bytes that nobody says were synced are a hole again, which the next turn sees.
    long damageEnd = Math.min(next < 0 ? end : Math.min(next, end), knownSynced);
    long length = damageEnd - offset;
    damages.add(new Damage(shard.id(), offset, length, "the header fails its checksum", false));
    offset = damageEnd;
    return true;
  }

  private boolean isComplete() {
    return knownSynced == Long.MAX_VALUE;
  }

  private void checkEnd(long nextSequence) {
    Seal found = seal;
    long expectedFrames = found == null ? 0 : found.frames();
    if (!sealed) {
      boolean onlyTheSeal = lastSequence + 1 == nextSequence;
      long length = shard.writtenBytes(offset);
      damages.add(new Damage(shard.id(), offset, length, "the seal is missing", onlyTheSeal));
    } else if (found != null && damages.isEmpty() && framesBefore + frames != expectedFrames) {
      damages.add(
          new Damage(
              shard.id(),
              offset,
              0,
              "the seal tells of %d frames, but there are %d"
                  .formatted(expectedFrames, framesBefore + frames),
              false));
    }
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
