/**
 * The bench: runs stores side by side and prints what they did. Start at {@link
 * dev.cairnkv.bench.BenchMain}.
 *
 * <ol>
 *   <li>{@code peer}: the stores, behind one port.
 *   <li>{@code workload}: what is done with them, and how it is measured.
 *   <li>{@code child}: what runs in a JVM of its own, which is each phase of each store in each
 *       run.
 *   <li>{@code report}: what becomes of the figures.
 *   <li>{@code jmh}: the parts of Cairn by themselves.
 * </ol>
 */
@NullMarked
package dev.cairnkv.bench;

import org.jspecify.annotations.NullMarked;
