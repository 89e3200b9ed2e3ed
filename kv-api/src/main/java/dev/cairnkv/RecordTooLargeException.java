package dev.cairnkv;

/** The encoded record does not fit in an empty shard. Nothing was written. */
public final class RecordTooLargeException extends KvException {
  private static final long serialVersionUID = 1L;

  private final long payloadBytes;
  private final long maxPayloadBytes;

  /** Makes the exception for an encoded record of {@code payloadBytes}. */
  public RecordTooLargeException(long payloadBytes, long maxPayloadBytes) {
    super(
        "the encoded record has "
            + payloadBytes
            + " bytes, but a shard takes at most "
            + maxPayloadBytes
            + "; nothing was written; use a larger shard size",
        null);
    this.payloadBytes = payloadBytes;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** Returns the size of the encoded record. */
  public long payloadBytes() {
    return payloadBytes;
  }

  /** Returns the size of the largest encoded record that fits in an empty shard. */
  public long maxPayloadBytes() {
    return maxPayloadBytes;
  }
}
