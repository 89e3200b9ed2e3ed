/**
 * The load that {@code kv bench} puts on a store. Start at {@link dev.cairnkv.app.bench.Bench}.
 *
 * <ol>
 *   <li>It is a closed loop: a thread begins an operation when its last one has returned. So a
 *       pause is measured once for each thread, however long it is.
 *   <li>Making keys and values is not part of what is measured.
 *   <li>The same plan makes the same operations, but for the order of threads.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.bench;

import org.jspecify.annotations.NullMarked;
