package dev.cairnkv.core.frame;

import static dev.cairnkv.core.frame.LittleEndian.INT_LAYOUT;
import static dev.cairnkv.core.frame.LittleEndian.LONG_LAYOUT;
import static dev.cairnkv.core.frame.LittleEndian.SHORT_LAYOUT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairnkv.WrongFormatException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The header of a shard.
 *
 * @param shardId the id of the shard
 * @param storeId the id of the store
 * @param shardSizeBytes the size with which the shard was made
 * @param baseSequence what the sequences of its frames count from
 * @param createdEpochMillis when it was made
 * @param codec the codec that wrote it
 */
public record ShardHeader(
    int shardId,
    UUID storeId,
    long shardSizeBytes,
    long baseSequence,
    long createdEpochMillis,
    CodecStamp codec) {

  /** Returns the bytes of the header. */
  public byte[] encode() {
    byte[] bytes = new byte[ShardHeaderDescriptor.LENGTH];
    MemorySegment target = MemorySegment.ofArray(bytes);
    target.set(LONG_LAYOUT, ShardHeaderDescriptor.MAGIC_OFFSET, ShardHeaderDescriptor.MAGIC);
    target.set(
        SHORT_LAYOUT, ShardHeaderDescriptor.FORMAT_OFFSET, (short) ShardHeaderDescriptor.FORMAT);
    target.set(
        SHORT_LAYOUT, ShardHeaderDescriptor.LENGTH_OFFSET, (short) ShardHeaderDescriptor.LENGTH);
    target.set(INT_LAYOUT, ShardHeaderDescriptor.SHARD_ID, shardId);
    target.set(LONG_LAYOUT, ShardHeaderDescriptor.STORE_ID_HIGH, storeId.getMostSignificantBits());
    target.set(LONG_LAYOUT, ShardHeaderDescriptor.STORE_ID_LOW, storeId.getLeastSignificantBits());
    target.set(LONG_LAYOUT, ShardHeaderDescriptor.SHARD_SIZE, shardSizeBytes);
    target.set(LONG_LAYOUT, ShardHeaderDescriptor.BASE_SEQUENCE, baseSequence);
    target.set(LONG_LAYOUT, ShardHeaderDescriptor.CREATED, createdEpochMillis);
    target.set(INT_LAYOUT, ShardHeaderDescriptor.CODEC_VERSION, codec.version());
    target.set(LONG_LAYOUT, ShardHeaderDescriptor.CODEC_SCHEMA, codec.schemaFingerprint());
    byte[] codecId = codec.id().getBytes(US_ASCII);
    bytes[ShardHeaderDescriptor.CODEC_ID_LENGTH] = (byte) codecId.length;
    System.arraycopy(codecId, 0, bytes, ShardHeaderDescriptor.CODEC_ID, codecId.length);
    target.set(
        INT_LAYOUT,
        ShardHeaderDescriptor.CHECKSUM,
        Checksum.plain(bytes, 0, ShardHeaderDescriptor.CHECKSUM));
    return bytes;
  }

  /**
   * Reads the header of a shard.
   *
   * @param bytes the shard, or at least its header
   * @param shard what to call the shard in messages
   * @throws WrongFormatException if it is not a header of this format, or is damaged
   */
  public static ShardHeader decode(MemorySegment bytes, String shard) {
    if (bytes.byteSize() < ShardHeaderDescriptor.LENGTH) {
      throw new WrongFormatException(
          "%s has %d bytes, but a shard begins with a header of %d; restore it from a backup, or salvage the rest with repair"
              .formatted(shard, bytes.byteSize(), ShardHeaderDescriptor.LENGTH));
    }
    long magic = bytes.get(LONG_LAYOUT, ShardHeaderDescriptor.MAGIC_OFFSET);
    if (magic != ShardHeaderDescriptor.MAGIC) {
      throw new WrongFormatException(
          "%s is not a shard: it begins with %016x instead of %016x; restore it from a backup, or salvage the rest with repair"
              .formatted(shard, magic, ShardHeaderDescriptor.MAGIC));
    }
    int format = Short.toUnsignedInt(bytes.get(SHORT_LAYOUT, ShardHeaderDescriptor.FORMAT_OFFSET));
    if (format != ShardHeaderDescriptor.FORMAT) {
      throw new WrongFormatException(
          "%s has format %d, but this version reads format %d; use a version of Cairn that reads it"
              .formatted(shard, format, ShardHeaderDescriptor.FORMAT));
    }
    int found = bytes.get(INT_LAYOUT, ShardHeaderDescriptor.CHECKSUM);
    byte[] covered =
        bytes.asSlice(0, ShardHeaderDescriptor.CHECKSUM).toArray(ValueLayout.JAVA_BYTE);
    int expected = Checksum.plain(covered, 0, covered.length);
    int codecIdLength = bytes.get(ValueLayout.JAVA_BYTE, ShardHeaderDescriptor.CODEC_ID_LENGTH);
    if (found != expected
        || codecIdLength < 1
        || codecIdLength > ShardHeaderDescriptor.MAX_CODEC_ID_LENGTH) {
      throw new WrongFormatException(
          "%s has a damaged header: checksum %08x, expected %08x; restore it from a backup, or salvage the rest with repair"
              .formatted(shard, found, expected));
    }
    requireZeros(covered, shard);
    return new ShardHeader(
        bytes.get(INT_LAYOUT, ShardHeaderDescriptor.SHARD_ID),
        new UUID(
            bytes.get(LONG_LAYOUT, ShardHeaderDescriptor.STORE_ID_HIGH),
            bytes.get(LONG_LAYOUT, ShardHeaderDescriptor.STORE_ID_LOW)),
        bytes.get(LONG_LAYOUT, ShardHeaderDescriptor.SHARD_SIZE),
        bytes.get(LONG_LAYOUT, ShardHeaderDescriptor.BASE_SEQUENCE),
        bytes.get(LONG_LAYOUT, ShardHeaderDescriptor.CREATED),
        codec(bytes, codecIdLength, shard));
  }

  /** What is kept for later versions may only be ignored while it says nothing. */
  private static void requireZeros(byte[] header, String shard) {
    for (int i = ShardHeaderDescriptor.RESERVED; i < ShardHeaderDescriptor.CHECKSUM; i++) {
      if (header[i] != 0) {
        throw new WrongFormatException(
            "%s uses what this version of format %d does not know (byte %d of its header is %d, expected 0); use a version of Cairn that reads it"
                .formatted(shard, ShardHeaderDescriptor.FORMAT, i, header[i]));
      }
    }
  }

  /**
   * Returns whether another header has the same bytes. The JVM makes {@link #equals} when it is
   * first called, which takes longer than opening a small store.
   */
  public boolean isSameAs(ShardHeader other) {
    return Arrays.equals(encode(), other.encode());
  }

  /** Whether the checksum of a header is right, whatever else it says. */
  public static boolean isIntact(MemorySegment bytes) {
    if (bytes.byteSize() < ShardHeaderDescriptor.LENGTH) {
      return false;
    }
    byte[] covered =
        bytes.asSlice(0, ShardHeaderDescriptor.CHECKSUM).toArray(ValueLayout.JAVA_BYTE);
    return Checksum.plain(covered, 0, covered.length)
        == bytes.get(INT_LAYOUT, ShardHeaderDescriptor.CHECKSUM);
  }

  /**
   * Looks for the one bit that makes an intact header of {@code bytes} when it is turned.
   *
   * @param bytes the shard, or at least its header
   * @param shard what to call the shard in messages
   * @return that header, or null if there is no such bit
   */
  public static @Nullable ShardHeader correct(MemorySegment bytes, String shard) {
    if (bytes.byteSize() < ShardHeaderDescriptor.LENGTH) {
      return null;
    }
    byte[] copy = bytes.asSlice(0, ShardHeaderDescriptor.LENGTH).toArray(ValueLayout.JAVA_BYTE);
    MemorySegment candidate = MemorySegment.ofArray(copy);
    for (int bit = 0; bit < copy.length * Byte.SIZE; bit++) {
      byte mask = (byte) (1 << (bit % Byte.SIZE));
      copy[bit / Byte.SIZE] ^= mask;
      if (Checksum.plain(copy, 0, ShardHeaderDescriptor.CHECKSUM)
          == candidate.get(INT_LAYOUT, ShardHeaderDescriptor.CHECKSUM)) {
        return decode(candidate, shard);
      }
      copy[bit / Byte.SIZE] ^= mask;
    }
    return null;
  }

  private static CodecStamp codec(MemorySegment bytes, int idLength, String shard) {
    byte[] id =
        bytes.asSlice(ShardHeaderDescriptor.CODEC_ID, idLength).toArray(ValueLayout.JAVA_BYTE);
    try {
      return new CodecStamp(
          new String(id, US_ASCII),
          bytes.get(INT_LAYOUT, ShardHeaderDescriptor.CODEC_VERSION),
          bytes.get(LONG_LAYOUT, ShardHeaderDescriptor.CODEC_SCHEMA));
    } catch (IllegalArgumentException e) {
      throw new WrongFormatException(
          shard + " has a damaged header; restore it from a backup: " + e.getMessage(), e);
    }
  }
}
