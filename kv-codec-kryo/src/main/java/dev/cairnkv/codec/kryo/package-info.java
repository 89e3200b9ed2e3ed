/**
 * The codec {@code kryo}: a payload is the bytes of the key and those of the value behind them.
 *
 * <p>Start at {@link dev.cairnkv.codec.kryo.KryoCodec}: it leaves the key and the value to a {@code
 * BinaryForm} each. {@code TextForm}, {@code BytesForm}, {@code LongForm} and {@code UuidForm} move
 * bytes themselves. {@code GraphForm} leaves a value to Kryo: it takes a {@code GraphSession} from
 * a pool, which writes through {@code GraphOutput} and reads through {@code GraphInput}; {@code
 * ClassTable} sets up Kryo with {@code JdkClasses} and those registered with the {@link
 * dev.cairnkv.codec.kryo.KryoCodecBuilder}; {@code EvolvingSerializer} writes fields with their
 * names.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>Nothing is allocated for a length before it is known to be within the payload: each element
 *       of a collection, map or array takes at least one byte.
 *   <li>The bytes of an object depend on its classes and on what is registered, which is what the
 *       schema fingerprint is made of, and not on generic types or on where the object stands.
 *   <li>A session that threw anything is dropped; one in the pool refers to no buffer and no
 *       payload.
 *   <li>No class of Kryo is initialized before {@code KryoSwitch} has been.
 *   <li>Whatever Kryo or a value's class throws becomes a {@link dev.cairnkv.CodecException}, but
 *       for lack of memory.
 * </ol>
 */
@NullMarked
package dev.cairnkv.codec.kryo;

import org.jspecify.annotations.NullMarked;
