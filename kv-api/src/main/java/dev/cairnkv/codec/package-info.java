/**
 * What codecs are put together with: {@link dev.cairnkv.codec.UpcastingCodec} reads earlier
 * versions of a class, {@link dev.cairnkv.codec.TransformedCodec} changes the payloads of any codec
 * by a {@link dev.cairnkv.codec.PayloadTransform}, such as compression or encryption. {@link
 * dev.cairnkv.codec.Pool} is for authors of codecs.
 *
 * <ol>
 *   <li>What is put around a codec reads all that the codec reads, and is told apart by the shard's
 *       header: by the id, or by the schema fingerprint.
 *   <li>From the inside out: the application's codec, {@code UpcastingCodec}, compression,
 *       encryption. Encrypted bytes cannot be compressed.
 * </ol>
 */
@NullMarked
package dev.cairnkv.codec;

import org.jspecify.annotations.NullMarked;
