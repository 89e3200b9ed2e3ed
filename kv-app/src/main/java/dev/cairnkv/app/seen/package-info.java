/**
 * Stores of applications, seen by the command line as bytes under bytes: keys as their text, values
 * as their text, bytes or JSON.
 *
 * <p>Start at {@code UntypedStore}, which knows no classes, and {@code ApplicationStore}, which has
 * those that {@code CodecProvider} tells of. {@code SeenCodec} stands around each codec, {@code
 * Values} turns values into bytes and back.
 *
 * <ol>
 *   <li>No class is ever loaded because a store says so: only what the operator names is.
 *   <li>What is written has the stamp of the newest shard, or is the application's own codec's: so
 *       the application reads it.
 *   <li>A record is never brought into another schema without the application's codecs.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.seen;

import org.jspecify.annotations.NullMarked;
