/**
 * Suites on a storage that is simulated, where everything that happens is decided by a seed and one
 * thread does everything.
 *
 * <ol>
 *   <li>Start at {@link dev.cairnkv.reliability.simulation.StoreRun}: what it demands of a store is
 *       what all suites here prove.
 *   <li>A failing run prints its seed and the shortest history that fails; {@code -Dcairn.seed}
 *       runs one seed again.
 * </ol>
 */
@NullMarked
package dev.cairnkv.reliability.simulation;

import org.jspecify.annotations.NullMarked;
