/**
 * What is done with a store, and how it is measured. Start at {@link
 * dev.cairnkv.bench.workload.Measure}, which lists everything that is measured, and {@link
 * dev.cairnkv.bench.workload.Workloads}.
 *
 * <ol>
 *   <li>A {@link dev.cairnkv.bench.workload.Client} is what one thread does.
 *   <li>What is measured runs warm: each workload runs for a while before its time is taken.
 *   <li>Every value read is looked at; a wrong one ends the run.
 * </ol>
 */
@NullMarked
package dev.cairnkv.bench.workload;

import org.jspecify.annotations.NullMarked;
