/**
 * Writers whose every operation is known beforehand, so that whoever sees what a crash left can say
 * whether it may be so.
 *
 * <ol>
 *   <li>{@link dev.cairnkv.reliability.workload.Script} says what the n-th operation of a writer
 *       is. Each writer has keys of its own; {@link dev.cairnkv.reliability.workload.Keys} are what
 *       they hold.
 *   <li>{@link dev.cairnkv.reliability.workload.Writers} carries scripts out, and tells of each
 *       operation when it has returned.
 *   <li>{@link dev.cairnkv.reliability.workload.Expectation} holds what a store has against what
 *       its writers were told: the first m operations of each writer and nothing else, where m is
 *       no less than what was acknowledged.
 *   <li>{@link dev.cairnkv.reliability.workload.Plant} is a bug that the suites must find.
 *   <li>{@link dev.cairnkv.reliability.workload.Worker} does that in a process of its own, which
 *       {@link dev.cairnkv.reliability.workload.WorkerProcess} starts and kills.
 * </ol>
 */
@NullMarked
package dev.cairnkv.reliability.workload;

import org.jspecify.annotations.NullMarked;
