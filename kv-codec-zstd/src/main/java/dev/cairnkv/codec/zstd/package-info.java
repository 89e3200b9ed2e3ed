/**
 * Compresses the records of any codec: {@link dev.cairnkv.codec.zstd.ZstdCodec} puts {@code
 * ZstdTransform} around it, which works with contexts of the native library out of {@code
 * Contexts}.
 *
 * <ol>
 *   <li>Room is made for what a payload claims to hold only as far as the payload's own size backs
 *       the claim. What would be compressed more than that is padded.
 *   <li>The native library is loaded by the first record, not by making a codec.
 * </ol>
 */
@NullMarked
package dev.cairnkv.codec.zstd;

import org.jspecify.annotations.NullMarked;
