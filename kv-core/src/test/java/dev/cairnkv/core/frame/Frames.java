package dev.cairnkv.core.frame;

import dev.cairnkv.core.fingerprint.Fingerprint;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.UUID;

/** Makes frames for tests. */
final class Frames {
  static final UUID STORE = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
  static final int SHARD = 7;
  static final long BASE_SEQUENCE = 1000;
  static final long OFFSET = 4096;
  static final Checksum CHECKSUM = Checksum.of(STORE, SHARD);
  static final Fingerprint FINGERPRINT = new Fingerprint(0x1111222233334444L, 0x5555666677778888L);
  static final FrameDecoder DECODER = new FrameDecoder(CHECKSUM, BASE_SEQUENCE);

  private Frames() {}

  /** Returns a frame that holds {@code payload}, made for {@link #OFFSET}. */
  static byte[] frame(FrameKind kind, long sequence, byte[] payload, long syncedUpTo) {
    return frame(new FrameBuffer(), kind, sequence, payload, syncedUpTo);
  }

  /** Returns the same, made in a buffer. */
  static byte[] frame(
      FrameBuffer buffer, FrameKind kind, long sequence, byte[] payload, long syncedUpTo) {
    buffer.begin(FINGERPRINT);
    return complete(buffer, kind, sequence, payload, syncedUpTo);
  }

  /** Returns a frame that stands in a batch and expires. */
  static byte[] batchFrame(long sequence, byte[] payload, int position, int rest) {
    FrameBuffer buffer = new FrameBuffer();
    buffer.begin(FINGERPRINT);
    buffer.placeInBatch(position, rest);
    buffer.expireAt(1_900_000_000_000L);
    return complete(buffer, FrameKind.PUT, sequence, payload, 512);
  }

  private static byte[] complete(
      FrameBuffer buffer, FrameKind kind, long sequence, byte[] payload, long syncedUpTo) {
    buffer.payload().write(payload);
    buffer.endPayload();
    int start = buffer.complete(kind, sequence - BASE_SEQUENCE, syncedUpTo, OFFSET, CHECKSUM);
    int length = buffer.frameLength(syncedUpTo != 0);
    return Arrays.copyOfRange(buffer.array(), start, start + length);
  }

  static Frame decode(byte[] bytes) {
    return DECODER.decode(MemorySegment.ofArray(bytes).asReadOnly(), OFFSET);
  }

  /** Returns bytes without a pattern. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + 17);
    }
    return bytes;
  }

  static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return flipped;
  }
}
