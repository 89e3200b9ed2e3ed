/**
 * Where the latest record of every key is: fingerprints to packed locations, in memory off the
 * heap. Start at {@link dev.cairnkv.core.index.Index}.
 *
 * <ol>
 *   <li>A fingerprint stands in the index exactly if its latest record is a put.
 *   <li>Readers take no lock unless a writer of the same sub-table keeps them from a consistent
 *       read.
 *   <li>A put may be deferred: readers see it as any other, but its slot is filled later, together
 *       with others, since slots are fetched from memory much faster when several are at a time.
 *   <li>Sub-tables grow one at a time, so no operation waits for the whole index to be moved.
 *   <li>A snapshot shows what was there when it was made. A sub-table is copied for it before it
 *       changes for the first time, and not at all if it does not change. Without a snapshot,
 *       readers pay nothing for that, and writers for looking at one field.
 *   <li>What is on disk is read, and checked, one sub-table at a time, when it is first needed.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.index;

import org.jspecify.annotations.NullMarked;
