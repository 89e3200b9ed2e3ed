/**
 * The stores that are measured, each behind the port {@link dev.cairnkv.bench.peer.Peer} and with
 * the settings that suit it best. Start at {@link dev.cairnkv.bench.peer.Peers}.
 *
 * <ol>
 *   <li>All are given the same keys and the same values.
 *   <li>A {@link dev.cairnkv.bench.peer.Session} may do what a program that cares would do with
 *       that store: reuse buffers, and group operations in a transaction where a workload allows
 *       it.
 *   <li>Checksums that a store verifies unless told otherwise stay on.
 *   <li>The settings stand in {@link dev.cairnkv.bench.peer.PeerKind#settings}, and in each report.
 * </ol>
 */
@NullMarked
package dev.cairnkv.bench.peer;

import org.jspecify.annotations.NullMarked;
