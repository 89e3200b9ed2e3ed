package dev.cairnkv.core.frame;

import static dev.cairnkv.core.frame.FrameDescriptor.HEADER_COVERED;
import static dev.cairnkv.core.frame.FrameDescriptor.HEADER_LENGTH;
import static dev.cairnkv.core.frame.LittleEndian.INT_LAYOUT;
import static dev.cairnkv.core.frame.LittleEndian.LONG_LAYOUT;

import dev.cairnkv.core.fingerprint.Fingerprint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one shard. Safe for use by several threads.
 *
 * @param checksum the checksum of the shard
 * @param baseSequence the base sequence of the shard
 */
public record FrameDecoder(Checksum checksum, long baseSequence) {

  /**
   * Reads the frame that begins with {@code bytes}.
   *
   * @param bytes what stands from {@code offset} on; a frame that reaches beyond is damaged
   * @param offset the offset in the shard
   */
  public Frame decode(MemorySegment bytes, long offset) {
    FrameHeader header = decodeHeader(bytes, offset);
    if (header == null) {
      return new Frame.NoFrame();
    }
    long frameLength = header.frameLength();
    int headerLength = header.headerLength();
    if (frameLength > bytes.byteSize()) {
      return new Frame.DamagedPayload(header);
    }
    int plain = Checksum.plain(bytes, headerLength, frameLength - headerLength);
    if (checksum.salted(plain, offset + headerLength) != header.payloadChecksum()) {
      return new Frame.DamagedPayload(header);
    }
    return new Frame.Intact(header, bytes.asSlice(headerLength, header.payloadLength()));
  }

  /** Reads the header that begins with {@code bytes}, or returns null if there is no intact one. */
  public @Nullable FrameHeader decodeHeader(MemorySegment bytes, long offset) {
    if (bytes.byteSize() < HEADER_LENGTH) {
      return null;
    }
    int kindAndFlags = bytes.get(ValueLayout.JAVA_BYTE, FrameDescriptor.KIND_AND_FLAGS) & 0xff;
    FrameKind kind = FrameKind.ofCode(kindAndFlags & FrameDescriptor.KIND_MASK);
    if (kind == null || (kindAndFlags & FrameDescriptor.UNKNOWN_FLAGS) != 0) {
      return null;
    }
    boolean withSyncedUpTo = (kindAndFlags & FrameDescriptor.FLAG_SYNCED_UP_TO) != 0;
    int headerLength = withSyncedUpTo ? FrameDescriptor.MAX_HEADER_LENGTH : HEADER_LENGTH;
    if (bytes.byteSize() < headerLength) {
      return null;
    }
    int plain = Checksum.plain(bytes, HEADER_COVERED, headerLength - HEADER_COVERED);
    if (checksum.salted(plain, offset + HEADER_COVERED)
        != bytes.get(INT_LAYOUT, FrameDescriptor.HEADER_CHECKSUM)) {
      return null;
    }
    int sequenceDelta = bytes.get(INT_LAYOUT, FrameDescriptor.SEQUENCE_DELTA);
    return new FrameHeader(
        kind,
        baseSequence + Integer.toUnsignedLong(sequenceDelta),
        new Fingerprint(
            bytes.get(LONG_LAYOUT, FrameDescriptor.FINGERPRINT_HIGH),
            bytes.get(LONG_LAYOUT, FrameDescriptor.FINGERPRINT_LOW)),
        headerLength,
        Integer.toUnsignedLong(bytes.get(INT_LAYOUT, FrameDescriptor.PAYLOAD_LENGTH)),
        bytes.get(INT_LAYOUT, FrameDescriptor.PAYLOAD_CHECKSUM),
        withSyncedUpTo ? bytes.get(LONG_LAYOUT, FrameDescriptor.SYNCED_UP_TO) : 0);
  }
}
