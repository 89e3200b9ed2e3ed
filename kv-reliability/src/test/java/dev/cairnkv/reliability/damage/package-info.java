/**
 * Every byte: each bit of a reference shard is flipped and each length is cut, and what the store
 * says of it is held against what was written. Start at {@link
 * dev.cairnkv.reliability.damage.EveryByteTest}.
 *
 * <ol>
 *   <li>{@link dev.cairnkv.reliability.damage.Reference} knows what was written where, without
 *       knowing the format: it watches where the shard ends after each operation.
 *   <li>{@link dev.cairnkv.reliability.damage.Verdict} says whether an answer is right.
 * </ol>
 */
@NullMarked
package dev.cairnkv.reliability.damage;

import org.jspecify.annotations.NullMarked;
