/**
 * A storage in memory to which everything happens that happens to disks and processes, driven by a
 * seed, for authors of storage adapters and of what uses them.
 *
 * <ol>
 *   <li>Start at {@link dev.cairnkv.testkit.simulation.SimulatedShardStorage}: the storage, as one
 *       process after the other has it.
 *   <li>A {@link dev.cairnkv.testkit.simulation.FaultPlan} says what happens to one process: at
 *       which {@link dev.cairnkv.testkit.simulation.Step} which {@link
 *       dev.cairnkv.testkit.simulation.Fault}, and whether the power is lost in the end.
 *   <li>{@link dev.cairnkv.testkit.simulation.Histories} makes operations and plans from seeds, and
 *       says the shortest history that it finds when one goes wrong.
 * </ol>
 */
@NullMarked
package dev.cairnkv.testkit.simulation;

import org.jspecify.annotations.NullMarked;
