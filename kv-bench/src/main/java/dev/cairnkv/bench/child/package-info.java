/**
 * What runs in a JVM of its own. Start at {@link dev.cairnkv.bench.child.ChildMain}; {@link
 * dev.cairnkv.bench.child.ChildProcess} is the other side.
 *
 * <ol>
 *   <li>A child is told everything by its {@link dev.cairnkv.bench.child.Order}, and tells each
 *       figure by a line of {@link dev.cairnkv.bench.child.Figure}.
 *   <li>It works on a small store first, so that code is compiled before it counts.
 * </ol>
 */
@NullMarked
package dev.cairnkv.bench.child;

import org.jspecify.annotations.NullMarked;
