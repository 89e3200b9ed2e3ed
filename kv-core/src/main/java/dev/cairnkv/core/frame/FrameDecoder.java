package dev.cairnkv.core.frame;

import static dev.cairnkv.core.frame.FrameDescriptor.HEADER_COVERED;
import static dev.cairnkv.core.frame.FrameDescriptor.HEADER_LENGTH;
import static dev.cairnkv.core.frame.LittleEndian.INT_LAYOUT;
import static dev.cairnkv.core.frame.LittleEndian.LONG_LAYOUT;

import dev.cairnkv.core.fingerprint.Fingerprint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one shard. Safe for use by several threads.
 *
 * @param checksum the checksum of the shard
 * @param baseSequence the base sequence of the shard
 */
public record FrameDecoder(Checksum checksum, long baseSequence) {

  /**
   * Reads the frame that begins with {@code bytes}. The payload is a copy.
   *
   * @param bytes what stands from {@code offset} on; a frame that reaches beyond is damaged
   * @param offset the offset in the shard
   */
  public Frame decode(MemorySegment bytes, long offset) {
    return decode(bytes, offset, byte[]::new);
  }

  /**
   * Reads the frame that begins with {@code bytes}, by way of an array that may be a kept one: a
   * payload is to be used before the next frame is read.
   *
   * @param arrays gives an array of a length or more
   */
  public Frame decode(MemorySegment bytes, long offset, IntFunction<byte[]> arrays) {
    FrameHeader header = decodeHeader(bytes, offset, arrays);
    return header == null ? new Frame.NoFrame() : decode(header, bytes, offset, arrays);
  }

  /** Reads the rest of a frame whose header is known. */
  public Frame decode(FrameHeader header, MemorySegment bytes, long offset) {
    return decode(header, bytes, offset, byte[]::new);
  }

  /** The same, by way of an array that may be a kept one. */
  public Frame decode(
      FrameHeader header, MemorySegment bytes, long offset, IntFunction<byte[]> arrays) {
    long frameLength = header.frameLength();
    int headerLength = header.headerLength();
    if (frameLength > bytes.byteSize()) {
      return new Frame.DamagedPayload(header);
    }
    int length = Math.toIntExact(frameLength - headerLength);
    byte[] rest = copy(bytes, headerLength, length, arrays);
    int plain = Checksum.plain(rest, 0, length);
    if (checksum.salted(plain, offset + headerLength) != header.payloadChecksum()) {
      return new Frame.DamagedPayload(header);
    }
    MemorySegment payload = MemorySegment.ofArray(rest).asSlice(0, header.payloadLength());
    return new Frame.Intact(header, payload.asReadOnly());
  }

  /** Reads the header that begins with {@code bytes}, or returns null if there is no intact one. */
  public @Nullable FrameHeader decodeHeader(MemorySegment bytes, long offset) {
    return decodeHeader(bytes, offset, byte[]::new);
  }

  /** The same, by way of an array that may be a kept one. */
  public @Nullable FrameHeader decodeHeader(
      MemorySegment bytes, long offset, IntFunction<byte[]> arrays) {
    if (bytes.byteSize() < HEADER_LENGTH) {
      return null;
    }
    int kindAndFlags = bytes.get(ValueLayout.JAVA_BYTE, FrameDescriptor.KIND_AND_FLAGS) & 0xff;
    FrameKind kind = FrameKind.ofCode(kindAndFlags & FrameDescriptor.KIND_MASK);
    if (kind == null || (kindAndFlags & FrameDescriptor.UNKNOWN_FLAGS) != 0) {
      return null;
    }
    int headerLength = FrameDescriptor.headerLength(kindAndFlags);
    if (bytes.byteSize() < headerLength) {
      return null;
    }
    int length = headerLength - HEADER_COVERED;
    byte[] covered = copy(bytes, HEADER_COVERED, length, arrays);
    int plain = Checksum.plain(covered, 0, length);
    if (checksum.salted(plain, offset + HEADER_COVERED)
        != bytes.get(INT_LAYOUT, FrameDescriptor.HEADER_CHECKSUM)) {
      return null;
    }
    return header(bytes, kind, kindAndFlags, headerLength);
  }

  private FrameHeader header(MemorySegment bytes, FrameKind kind, int flags, int headerLength) {
    int sequenceDelta = bytes.get(INT_LAYOUT, FrameDescriptor.SEQUENCE_DELTA);
    int next = FrameDescriptor.OPTIONAL;
    long syncedUpTo = 0;
    if ((flags & FrameDescriptor.FLAG_SYNCED_UP_TO) != 0) {
      syncedUpTo = bytes.get(LONG_LAYOUT, next);
      next += FrameDescriptor.OPTIONAL_LENGTH;
    }
    long expiry = FrameHeader.NO_EXPIRY;
    if ((flags & FrameDescriptor.FLAG_EXPIRY) != 0) {
      expiry = bytes.get(LONG_LAYOUT, next);
      next += FrameDescriptor.OPTIONAL_LENGTH;
    }
    BatchPlace batch = null;
    if ((flags & FrameDescriptor.FLAG_BATCH) != 0) {
      batch =
          new BatchPlace(bytes.get(INT_LAYOUT, next), bytes.get(INT_LAYOUT, next + Integer.BYTES));
    }
    return new FrameHeader(
        kind,
        baseSequence + Integer.toUnsignedLong(sequenceDelta),
        new Fingerprint(
            bytes.get(LONG_LAYOUT, FrameDescriptor.FINGERPRINT_HIGH),
            bytes.get(LONG_LAYOUT, FrameDescriptor.FINGERPRINT_LOW)),
        headerLength,
        Integer.toUnsignedLong(bytes.get(INT_LAYOUT, FrameDescriptor.PAYLOAD_LENGTH)),
        bytes.get(INT_LAYOUT, FrameDescriptor.PAYLOAD_CHECKSUM),
        syncedUpTo,
        expiry,
        batch);
  }

  /**
   * Looks for the one bit that makes an intact header of what begins with {@code bytes} when it is
   * turned. So short a text is at least six bits away from the next with a right CRC-32C (Koopman,
   * "32-bit cyclic redundancy codes for Internet applications", 2002), so it is the header as it
   * was written, unless six or more bits are wrong.
   *
   * @return that header, or null if there is no such bit
   */
  public @Nullable FrameHeader correctHeader(MemorySegment bytes, long offset) {
    int length = (int) Math.min(bytes.byteSize(), FrameDescriptor.MAX_HEADER_LENGTH);
    byte[] copy = copy(bytes, 0, length, byte[]::new);
    MemorySegment candidate = MemorySegment.ofArray(copy);
    for (int bit = 0; bit < copy.length * Byte.SIZE; bit++) {
      byte mask = (byte) (1 << (bit % Byte.SIZE));
      copy[bit / Byte.SIZE] ^= mask;
      FrameHeader header = decodeHeader(candidate, offset);
      if (header != null) {
        return header;
      }
      copy[bit / Byte.SIZE] ^= mask;
    }
    return null;
  }

  /**
   * What is checked must not be mapped memory. If a device fails under a mapping, a copy gives an
   * InternalError, but the JVM's own code for CRC-32C, and who knows what in a codec, ends the
   * process.
   */
  private static byte[] copy(
      MemorySegment bytes, long start, int length, IntFunction<byte[]> arrays) {
    byte[] copy = arrays.apply(length);
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start, copy, 0, length);
    return copy;
  }
}
