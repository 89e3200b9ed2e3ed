package dev.cairnkv.core.frame;

import static dev.cairnkv.core.frame.FrameDescriptor.FLAG_SYNCED_UP_TO;
import static dev.cairnkv.core.frame.FrameDescriptor.HEADER_LENGTH;
import static dev.cairnkv.core.frame.FrameDescriptor.MAX_HEADER_LENGTH;
import static dev.cairnkv.core.frame.FrameDescriptor.align;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.spi.PayloadBuffer;

/**
 * Where a frame is put together. The payload comes first, and its checksum with it; the header
 * waits until the place of the frame is known.
 *
 * <pre>
 *   frame.begin(fingerprint);
 *   codec.encode(key, value, frame.payload());
 *   frame.endPayload();                                     // without a lock up to here
 *   int start = frame.complete(kind, ..., offset, checksum);
 *   shard.append(offset, frame.array(), start, frame.length());
 * </pre>
 *
 * Not safe for use by several threads at once.
 */
public final class FrameBuffer {
  // The longest header ends where the payload begins, so that the header can grow to the front.
  private static final int PAYLOAD_START = MAX_HEADER_LENGTH;

  private final PayloadBuffer bytes = new PayloadBuffer();
  private long fingerprintLow;
  private long fingerprintHigh;
  private int payloadLength;
  private int payloadChecksum;
  private int flags;
  private long expiryEpochMillis;
  private int batchPosition;
  private int batchRest;

  /** Begins a new frame, which does not expire and is in no batch. */
  public void begin(Fingerprint fingerprint) {
    fingerprintLow = fingerprint.low();
    fingerprintHigh = fingerprint.high();
    flags = 0;
    bytes.setSize(0);
    bytes.reserve(PAYLOAD_START);
    bytes.setSize(PAYLOAD_START);
  }

  /** Returns where the payload is to be appended. */
  public PayloadBuffer payload() {
    return bytes;
  }

  /** Ends the payload. */
  public void endPayload() {
    payloadLength = bytes.size() - PAYLOAD_START;
    // Optional fields do not change it: their length is a multiple of the alignment.
    int padding = (int) align(HEADER_LENGTH + payloadLength) - HEADER_LENGTH - payloadLength;
    for (int i = 0; i < padding; i++) {
      bytes.write(0);
    }
    payloadChecksum = Checksum.plain(bytes.array(), PAYLOAD_START, bytes.size() - PAYLOAD_START);
  }

  /** Says when the record ends: see {@link FrameHeader#expiryEpochMillis}. */
  public void expireAt(long epochMillis) {
    if (epochMillis != FrameHeader.NO_EXPIRY) {
      flags |= FrameDescriptor.FLAG_EXPIRY;
      expiryEpochMillis = epochMillis;
    }
  }

  /** Makes the frame one of a batch; see {@link BatchPlace}. */
  public void placeInBatch(int position, int rest) {
    flags |= FrameDescriptor.FLAG_BATCH;
    batchPosition = position;
    batchRest = rest;
  }

  /** Returns the length of the payload in bytes. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Returns the length that the frame has with or without the field {@code syncedUpTo}. */
  public int frameLength(boolean withSyncedUpTo) {
    return bytes.size() - start(withSyncedUpTo);
  }

  /** Returns the array that holds the frame. */
  public byte[] array() {
    return bytes.array();
  }

  /** Returns the bytes that the buffer occupies, used or not. */
  public int capacity() {
    return bytes.array().length;
  }

  /**
   * Writes the header of a frame that is to stand at {@code offset} of a shard.
   *
   * @param sequenceDelta the sequence of the frame less the base sequence of the shard
   * @param syncedUpTo the offset below which the shard is synced, or 0 to leave the field out
   * @return where the frame begins in {@link #array}
   */
  public int complete(
      FrameKind kind, long sequenceDelta, long syncedUpTo, long offset, Checksum checksum) {
    boolean withSyncedUpTo = syncedUpTo != 0;
    int start = start(withSyncedUpTo);
    byte[] array = bytes.array();
    LittleEndian.putInt(
        array,
        start + FrameDescriptor.PAYLOAD_CHECKSUM,
        checksum.salted(payloadChecksum, offset + PAYLOAD_START - start));
    LittleEndian.putInt(array, start + FrameDescriptor.PAYLOAD_LENGTH, payloadLength);
    LittleEndian.putInt(array, start + FrameDescriptor.SEQUENCE_DELTA, (int) sequenceDelta);
    LittleEndian.putLong(array, start + FrameDescriptor.FINGERPRINT_LOW, fingerprintLow);
    LittleEndian.putLong(array, start + FrameDescriptor.FINGERPRINT_HIGH, fingerprintHigh);
    array[start + FrameDescriptor.KIND_AND_FLAGS] = (byte) (kind.code() | flags(withSyncedUpTo));
    putOptionalFields(array, start + FrameDescriptor.OPTIONAL, syncedUpTo);
    int covered = start + FrameDescriptor.HEADER_COVERED;
    int plain = Checksum.plain(array, covered, PAYLOAD_START - covered);
    LittleEndian.putInt(
        array,
        start + FrameDescriptor.HEADER_CHECKSUM,
        checksum.salted(plain, offset + FrameDescriptor.HEADER_COVERED));
    return start;
  }

  private void putOptionalFields(byte[] array, int first, long syncedUpTo) {
    int next = first;
    if (syncedUpTo != 0) {
      LittleEndian.putLong(array, next, syncedUpTo);
      next += FrameDescriptor.OPTIONAL_LENGTH;
    }
    if ((flags & FrameDescriptor.FLAG_EXPIRY) != 0) {
      LittleEndian.putLong(array, next, expiryEpochMillis);
      next += FrameDescriptor.OPTIONAL_LENGTH;
    }
    if ((flags & FrameDescriptor.FLAG_BATCH) != 0) {
      LittleEndian.putInt(array, next, batchPosition);
      LittleEndian.putInt(array, next + Integer.BYTES, batchRest);
    }
  }

  private int flags(boolean withSyncedUpTo) {
    return withSyncedUpTo ? flags | FLAG_SYNCED_UP_TO : flags;
  }

  private int start(boolean withSyncedUpTo) {
    return PAYLOAD_START - FrameDescriptor.headerLength(flags(withSyncedUpTo));
  }
}
