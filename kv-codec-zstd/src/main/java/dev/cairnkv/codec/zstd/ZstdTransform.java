package dev.cairnkv.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.cairnkv.CodecException;
import dev.cairnkv.codec.PayloadTransform;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.Arrays;

/**
 * A payload as one byte that says how the rest stands for it.
 *
 * <pre>
 *   0  the payload as it is
 *   1  a Zstandard frame that knows its size, and a skippable frame of zeros if padding is needed
 * </pre>
 */
final class ZstdTransform implements PayloadTransform {

  private static final byte PLAIN = 0;
  private static final byte COMPRESSED = 1;
  private static final int FORM_BYTES = 1;

  /** Below this, a frame takes more than it saves. */
  private static final int MIN_COMPRESSED_BYTES = 64;

  /** A payload may always hold this much, and beyond that this many times its size. */
  private static final int FREE_BYTES = 1 << 20;

  private static final int MAX_RATIO = 16;

  /** RFC 8878, section 3.1.2: the magic number, and the number of bytes that follow. */
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public void apply(byte[] source, int offset, int length, PayloadBuffer target) {
    int start = target.size();
    if (length >= MIN_COMPRESSED_BYTES) {
      target.write(COMPRESSED);
      compress(source, offset, length, target);
      if (target.size() - start <= length) {
        return;
      }
      target.setSize(start);
    }
    target.write(PLAIN);
    target.write(source, offset, length);
  }

  private static void compress(byte[] source, int offset, int length, PayloadBuffer target) {
    int bound = Math.toIntExact(Math.min(PayloadBuffer.MAX_SIZE, Zstd.compressBound(length)));
    byte[] array = target.reserve(bound);
    try {
      int written = Contexts.compress(array, target.size(), bound, source, offset, length);
      target.setSize(target.size() + written);
      pad(target, written, length);
    } catch (ZstdException e) {
      throw new CodecException("cannot compress a record of " + length + " bytes: " + reason(e), e);
    }
  }

  private static void pad(PayloadBuffer target, int written, int length) {
    long missing = (length - (long) FREE_BYTES) / MAX_RATIO - written;
    if (missing > 0) {
      int zeros = Math.toIntExact(missing);
      target.writeLong(Integer.toUnsignedLong(SKIPPABLE_MAGIC) | (long) zeros << Integer.SIZE);
      Arrays.fill(target.reserve(zeros), target.size(), target.size() + zeros, (byte) 0);
      target.setSize(target.size() + zeros);
    }
  }

  @Override
  public void restore(byte[] source, int offset, int length, PayloadBuffer target) {
    if (length < FORM_BYTES) {
      throw new CodecException("expected a payload of at least 1 byte, found none");
    }
    switch (source[offset]) {
      case PLAIN -> target.write(source, offset + FORM_BYTES, length - FORM_BYTES);
      case COMPRESSED -> decompress(source, offset + FORM_BYTES, length - FORM_BYTES, target);
      default ->
          throw new CodecException(
              "expected 0 or 1 before a compressed record, found " + source[offset]);
    }
  }

  private static void decompress(byte[] source, int offset, int length, PayloadBuffer target) {
    long size = length == 0 ? 0 : Zstd.getFrameContentSize(source, offset, length);
    long limit = FREE_BYTES + (long) MAX_RATIO * length;
    if (size < MIN_COMPRESSED_BYTES || size > Math.min(limit, PayloadBuffer.MAX_SIZE)) {
      throw new CodecException(
          "expected a record of 64 to %d bytes, compressed to %d, found one of %d"
              .formatted(limit, length, size));
    }
    int room = (int) size;
    byte[] array = target.reserve(room);
    try {
      int written = Contexts.decompress(array, target.size(), room, source, offset, length);
      if (written != room) {
        throw new CodecException("expected a record of " + room + " bytes, found " + written);
      }
    } catch (ZstdException e) {
      throw new CodecException(
          "cannot decompress a record from " + length + " bytes: " + reason(e), e);
    }
    target.setSize(target.size() + room);
  }

  private static String reason(ZstdException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
