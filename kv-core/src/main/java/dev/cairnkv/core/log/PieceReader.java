package dev.cairnkv.core.log;

import dev.cairnkv.StorageException;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameDecoder;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameHeader;
import java.lang.foreign.MemorySegment;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was synced of a shard, or was there when it was opened, from the beginning to the end,
 * by way of large pieces of it: where a shard is mapped, to fault in each of its pages takes longer
 * than to copy them. Once a piece cannot be read, each frame is read by itself, so that it matters
 * only if someone wants what cannot be read. For one thread.
 */
public final class PieceReader {
  /** How far headers may be read ahead of frames that are still to be read from the same piece. */
  public static final int MOST_BYTES_AHEAD = 64 << 10;

  private static final int PIECE_BYTES = 4 * MOST_BYTES_AHEAD;

  private final LogShard shard;
  private final byte[] piece;
  private final MemorySegment memory;
  private final byte[] keptForHeader = new byte[FrameDescriptor.MAX_HEADER_LENGTH];
  private long start;
  private long end;
  private boolean isInPieces = true;

  /** Makes a reader of a shard, which reads nothing yet. */
  public PieceReader(LogShard shard) {
    this.shard = shard;
    this.piece = new byte[(int) Math.min(PIECE_BYTES, shard.sizeBytes())];
    this.memory = MemorySegment.ofArray(piece);
  }

  /** Returns the shard. */
  public LogShard shard() {
    return shard;
  }

  /**
   * Returns the header at {@code offset}, or null if there is no intact one.
   *
   * @param from where the first frame begins that is still to be read: at most {@link
   *     #MOST_BYTES_AHEAD} before, or the piece may not hold this header, which then takes longer
   * @throws StorageException if the device fails
   */
  public @Nullable FrameHeader header(long offset, long from) {
    if (offset >= shard.sizeBytes()) {
      return null; // the end of the shard is missing
    }
    long length = Math.min(FrameDescriptor.MAX_HEADER_LENGTH, shard.sizeBytes() - offset);
    if (!holds(offset, length) && isInPieces) {
      load(from);
    }
    return holds(offset, length)
        ? shard.decoder().decodeHeader(held(offset, length), offset, _ -> keptForHeader)
        : shard.header(offset);
  }

  /**
   * Reads the frame at {@code offset} whose header is known.
   *
   * @throws StorageException if the device fails
   */
  public Frame frame(FrameHeader header, long offset) {
    return frame(header, offset, byte[]::new);
  }

  /**
   * Reads the frame at {@code offset} of which nothing is known.
   *
   * @param arrays gives an array that may be a kept one: see {@link FrameDecoder#decode}
   * @throws StorageException if the device fails
   */
  public Frame frame(long offset, IntFunction<byte[]> arrays) {
    FrameHeader header = header(offset, offset);
    if (header == null) {
      return new Frame.NoFrame();
    }
    long length = header.frameLength();
    if (!holds(offset, length) && isInPieces && length <= piece.length) {
      load(offset);
    }
    return frame(header, offset, arrays);
  }

  private Frame frame(FrameHeader header, long offset, IntFunction<byte[]> arrays) {
    long length = header.frameLength();
    return holds(offset, length)
        ? shard.decoder().decode(header, held(offset, length), offset, arrays)
        : shard.frame(offset, length, arrays);
  }

  private boolean holds(long offset, long length) {
    return offset >= start && offset + length <= end;
  }

  private MemorySegment held(long offset, long length) {
    return memory.asSlice(offset - start, length);
  }

  private void load(long from) {
    int length = (int) Math.min(piece.length, shard.sizeBytes() - from);
    end = 0; // nothing, if this fails
    try {
      shard.readOnce(from, piece, length);
    } catch (StorageException _) {
      isInPieces = false; // whoever reads what is broken is told
      return;
    }
    start = from;
    end = from + length;
  }
}
