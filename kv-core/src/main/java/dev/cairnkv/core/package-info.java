/**
 * The store itself. {@link dev.cairnkv.core.ShardedStore} puts it together; {@code put} of {@code
 * StoreWrites} and {@code get} of {@code StoreReads} are the flows that everything else serves. The
 * packages below it, in the order in which they build on each other:
 *
 * <ul>
 *   <li>{@code fingerprint}: what identifies a key
 *   <li>{@code frame}: the bytes of a shard
 *   <li>{@code time}: what time it is, and what has expired by it
 *   <li>{@code index}: where the latest records are
 *   <li>{@code order}: which keys there are, in order
 *   <li>{@code manifest}: the store's documents
 *   <li>{@code event}: telling what happens
 *   <li>{@code log}: appending, rolling, syncing
 *   <li>{@code catalog}: index and log together
 *   <li>{@code checkpoint}: the index on disk
 *   <li>{@code compact}: bringing space back
 *   <li>{@code restore}: from shards to a store that serves
 *   <li>{@code repair}: verifying all of a store, and giving up what is lost
 *   <li>{@code backup}: a copy of a store as of one moment
 * </ul>
 */
@NullMarked
package dev.cairnkv.core;

import org.jspecify.annotations.NullMarked;
