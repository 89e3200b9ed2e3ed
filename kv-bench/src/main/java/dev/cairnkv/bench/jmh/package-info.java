/**
 * The parts of Cairn by themselves, measured with JMH: {@code ./kv-bench/run --jmh [REGEX]}.
 *
 * <ol>
 *   <li>Each benchmark is one step of put or get; {@code GetStepsBenchmark} adds one after the
 *       other, and {@code StoreBenchmark} has them all together.
 *   <li>Records are as in the bench: keys of 16 bytes, values of 100.
 * </ol>
 */
@NullMarked
package dev.cairnkv.bench.jmh;

import org.jspecify.annotations.NullMarked;
