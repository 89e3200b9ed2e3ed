package dev.cairnkv.codec.zstd;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.cairnkv.codec.Pool;

/**
 * The contexts of the native library. They hold memory that no collector frees, so there is one
 * pool for the whole process, and what finds no place in it is closed.
 */
final class Contexts {

  private static final Pool<ZstdCompressCtx> COMPRESS = new Pool<>(ZstdCompressCtx::new);
  private static final Pool<ZstdDecompressCtx> DECOMPRESS = new Pool<>(ZstdDecompressCtx::new);

  private Contexts() {}

  /** Returns the number of bytes written to {@code target}. */
  static int compress(
      byte[] target, int targetOffset, int room, byte[] source, int offset, int length) {
    ZstdCompressCtx context = COMPRESS.take();
    try {
      return context.compressByteArray(target, targetOffset, room, source, offset, length);
    } finally {
      if (!COMPRESS.giveBack(context)) {
        context.close();
      }
    }
  }

  /** Returns the number of bytes written to {@code target}. */
  static int decompress(
      byte[] target, int targetOffset, int room, byte[] source, int offset, int length) {
    ZstdDecompressCtx context = DECOMPRESS.take();
    try {
      return context.decompressByteArray(target, targetOffset, room, source, offset, length);
    } finally {
      if (!DECOMPRESS.giveBack(context)) {
        context.close();
      }
    }
  }
}
