/**
 * The codec {@code json}: a payload is a JSON array of the key and the value, {@code
 * ["key",{"name":"value"}]}, in UTF-8 and without spaces, so that a shard is readable with {@code
 * strings}.
 *
 * <p>Start at {@link dev.cairnkv.codec.json.JsonCodec}: it writes and reads the array, and leaves
 * its two elements to a {@code JsonForm} each. {@code TextForm}, {@code BytesForm}, {@code
 * LongForm} and {@code UuidForm} use Jackson's streams only; {@code TypedForm} uses its databind.
 * {@code PlainRecords} does by itself what most records of strings and bytes need.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>A form reads every value that it has written, to the last bit, or has refused to write it.
 *   <li>A payload is in memory when it is decoded, so its size bounds everything that is read from
 *       it: Jackson's limits on the length of strings, names and numbers are off, the one on
 *       nesting is on.
 *   <li>No class name is ever taken from a payload, unless an annotation on the value's own classes
 *       asks for that.
 *   <li>Whatever Jackson or a value's class throws becomes a {@link dev.cairnkv.CodecException}.
 *   <li>{@code PlainRecords} gives the bytes, keys and values that Jackson would, or nothing.
 * </ol>
 */
@NullMarked
package dev.cairnkv.codec.json;

import org.jspecify.annotations.NullMarked;
