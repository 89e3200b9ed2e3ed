/**
 * Hostile bytes: whatever a shard, a checkpoint or a document holds, restoring and reading give
 * right answers or typed errors, in bounded memory. Start at {@link
 * dev.cairnkv.reliability.fuzz.FuzzTarget}.
 *
 * <ol>
 *   <li>Each target is a class with the method that Jazzer looks for. An input begins with a byte
 *       of {@link dev.cairnkv.reliability.fuzz.Switches}; the rest stands in place of what is
 *       fuzzed.
 *   <li>{@link dev.cairnkv.reliability.fuzz.FuzzTargetsTest} runs the seeds, the inputs that once
 *       failed, and mutations of our own: in every build, without a native library.
 *   <li>{@link dev.cairnkv.reliability.fuzz.JazzerTest} runs the coverage-guided fuzzer, at full
 *       scale.
 * </ol>
 */
@NullMarked
package dev.cairnkv.reliability.fuzz;

import org.jspecify.annotations.NullMarked;
