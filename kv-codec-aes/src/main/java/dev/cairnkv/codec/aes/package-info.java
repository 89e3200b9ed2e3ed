/**
 * Encrypts the records of any codec: {@link dev.cairnkv.codec.aes.AesCodec} puts {@code
 * AesTransform} around it, with an {@link dev.cairnkv.codec.aes.AesKey}. {@code Xaes} is the
 * construction, {@code NonceSequence} gives each record a nonce of its own.
 *
 * <ol>
 *   <li>No nonce is used twice with a key: each instance draws 128 bits at random, and counts.
 *   <li>Nothing is made of a payload before its tag was found right.
 *   <li>The id of the key is part of the codec's id, so the header of a shard names it; a check
 *       value of the key is part of the schema fingerprint, so a wrong key is refused when the
 *       store is opened, before a record is read.
 *   <li>No message and no {@code toString} shows a key.
 * </ol>
 */
@NullMarked
package dev.cairnkv.codec.aes;

import org.jspecify.annotations.NullMarked;
