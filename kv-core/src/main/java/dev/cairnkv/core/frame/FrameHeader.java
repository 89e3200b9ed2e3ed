package dev.cairnkv.core.frame;

import dev.cairnkv.core.fingerprint.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * The header of a frame whose header checksum is right.
 *
 * @param kind what the record says
 * @param sequence its place in the order of all writes
 * @param fingerprint the fingerprint of the key
 * @param headerLength the length of this header in bytes
 * @param payloadLength the length of the payload in bytes, without padding
 * @param payloadChecksum the checksum of payload and padding
 * @param syncedUpTo the offset in this shard below which everything was synced when the frame was
 *     written, or 0 if the frame does not say
 * @param expiryEpochMillis when the record ends, in milliseconds since 1970, or {@link #NO_EXPIRY}
 * @param batch the place of the frame in its batch, or null if it is in none
 */
public record FrameHeader(
    FrameKind kind,
    long sequence,
    Fingerprint fingerprint,
    int headerLength,
    long payloadLength,
    int payloadChecksum,
    long syncedUpTo,
    long expiryEpochMillis,
    @Nullable BatchPlace batch) {

  /** The expiry of a record that does not end. */
  public static final long NO_EXPIRY = 0;

  /** Returns the length of the whole frame, padding included. */
  public long frameLength() {
    return FrameDescriptor.align(headerLength + payloadLength);
  }
}
