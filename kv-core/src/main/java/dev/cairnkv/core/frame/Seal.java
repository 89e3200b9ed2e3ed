package dev.cairnkv.core.frame;

import static dev.cairnkv.core.frame.LittleEndian.INT_LAYOUT;
import static dev.cairnkv.core.frame.LittleEndian.LONG_LAYOUT;

import dev.cairnkv.core.fingerprint.Fingerprint;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What the payload of a seal says.
 *
 * <pre>
 *   0                 8                 12                16               144
 *  +-----------------+-----------------+-----------------+----------------+
 *  | frames          | successor       | zero            | shard header   |
 *  +-----------------+-----------------+-----------------+----------------+
 * </pre>
 *
 * @param frames the number of frames before the seal
 * @param successor the id of the shard that was begun before this one was sealed, or 0 if it was
 *     sealed while restoring
 */
public record Seal(long frames, int successor) {
  static final int FRAMES = 0;
  static final int SUCCESSOR = 8;
  static final int HEADER = 16;

  /** Puts the payload of this seal into a frame. */
  public void fill(FrameBuffer frame, ShardHeader header) {
    byte[] payload = new byte[FrameDescriptor.SEAL_PAYLOAD_LENGTH];
    LittleEndian.putLong(payload, FRAMES, frames);
    LittleEndian.putInt(payload, SUCCESSOR, successor);
    System.arraycopy(header.encode(), 0, payload, HEADER, ShardHeaderDescriptor.LENGTH);
    frame.begin(Fingerprint.NONE);
    frame.payload().write(payload);
    frame.endPayload();
  }

  /** Reads the payload of an intact seal, or returns null if it cannot be one. */
  public static @Nullable Seal decode(MemorySegment payload) {
    if (payload.byteSize() != FrameDescriptor.SEAL_PAYLOAD_LENGTH) {
      return null;
    }
    return new Seal(payload.get(LONG_LAYOUT, FRAMES), payload.get(INT_LAYOUT, SUCCESSOR));
  }

  /** Returns what the payload of an intact seal has for a copy of the shard's header. */
  public static MemorySegment headerCopy(MemorySegment payload) {
    return payload.asSlice(Math.min(HEADER, payload.byteSize()));
  }
}
