/**
 * A long run of everything at once. Start at {@link dev.cairnkv.reliability.soak.Soak}, the parent:
 * round after round it has a process work on a store, kills it or asks it to end, opens the store
 * itself, and holds it against what the process told.
 *
 * <ol>
 *   <li>{@link dev.cairnkv.reliability.soak.SoakScript} says what a writer does; the keys of one
 *       writer are nobody else's. So each writer knows what every call of it must answer.
 *   <li>{@link dev.cairnkv.reliability.soak.SoakWorker} is the process: writers, readers, and one
 *       thread for {@link dev.cairnkv.reliability.soak.Chores}, which are what happens now and
 *       then.
 *   <li>The clock stands until a chore sets it, while {@link dev.cairnkv.reliability.soak.Gate}
 *       holds up the writers and after the parent was told. So both sides know what has expired.
 *   <li>Two of three openings keep the keys in order. {@link
 *       dev.cairnkv.reliability.soak.SoakedScan} says what a scan may give while writers go on; one
 *       of a snapshot, or while nobody writes, is compared as it is.
 *   <li>{@link dev.cairnkv.reliability.soak.SpaceContract} is held in each round.
 * </ol>
 */
@NullMarked
package dev.cairnkv.reliability.soak;

import org.jspecify.annotations.NullMarked;
