package dev.cairnkv.core.frame;

import dev.cairnkv.spi.Shard;

/**
 * Where the frame of a record is copied to, checked, and its payload found, without making an
 * object. The short way of {@link FrameDecoder}: what it does not take is for that to look at.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class PayloadReader {
  private static final int INITIAL_CAPACITY = 512;

  private byte[] array = new byte[INITIAL_CAPACITY];
  private int payloadStart;
  private int payloadLength;
  private long expiryEpochMillis;

  /**
   * Reads the frame at {@code offset} of a shard.
   *
   * @param length the most bytes that the frame can have; if positive, the shard has so many there
   * @return whether there is an intact frame of a put
   */
  public boolean read(Shard shard, Checksum checksum, long offset, int length) {
    if (length < FrameDescriptor.MIN_FRAME_LENGTH) {
      return false;
    }
    if (length > array.length) {
      array = new byte[Math.max(length, 2 * array.length)];
    }
    byte[] frame = array;
    shard.read(offset, frame, 0, length);
    int kindAndFlags = frame[FrameDescriptor.KIND_AND_FLAGS];
    int headerLength = FrameDescriptor.headerLength(kindAndFlags);
    if ((kindAndFlags & FrameDescriptor.KIND_MASK) != FrameKind.PUT.code()
        || (kindAndFlags & FrameDescriptor.UNKNOWN_FLAGS) != 0
        || headerLength > length) {
      return false;
    }
    int header =
        Checksum.plain(
            frame, FrameDescriptor.HEADER_COVERED, headerLength - FrameDescriptor.HEADER_COVERED);
    if (checksum.salted(header, offset + FrameDescriptor.HEADER_COVERED)
        != LittleEndian.getInt(frame, FrameDescriptor.HEADER_CHECKSUM)) {
      return false;
    }
    long payload =
        Integer.toUnsignedLong(LittleEndian.getInt(frame, FrameDescriptor.PAYLOAD_LENGTH));
    long frameLength = FrameDescriptor.align(headerLength + payload);
    if (frameLength > length) {
      return false;
    }
    int plain = Checksum.plain(frame, headerLength, (int) frameLength - headerLength);
    payloadStart = headerLength;
    payloadLength = (int) payload;
    expiryEpochMillis = expiry(frame, kindAndFlags);
    return checksum.salted(plain, offset + headerLength)
        == LittleEndian.getInt(frame, FrameDescriptor.PAYLOAD_CHECKSUM);
  }

  private static long expiry(byte[] frame, int flags) {
    if ((flags & FrameDescriptor.FLAG_EXPIRY) == 0) {
      return FrameHeader.NO_EXPIRY;
    }
    boolean isSecond = (flags & FrameDescriptor.FLAG_SYNCED_UP_TO) != 0;
    return LittleEndian.getLong(
        frame, FrameDescriptor.OPTIONAL + (isSecond ? FrameDescriptor.OPTIONAL_LENGTH : 0));
  }

  /** Returns the array that holds the payload that was read last. */
  public byte[] array() {
    return array;
  }

  /** Returns where the payload begins. */
  public int payloadStart() {
    return payloadStart;
  }

  /** Returns the {@link FrameHeader#expiryEpochMillis} of the frame that was read last. */
  public long expiryEpochMillis() {
    return expiryEpochMillis;
  }

  /** Returns the bytes of the payload. */
  public int payloadLength() {
    return payloadLength;
  }
}
