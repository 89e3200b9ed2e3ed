/**
 * Real file systems that lose power, run full, or fail. For root on Linux, at full scale; elsewhere
 * each suite prints why it is skipped.
 *
 * <ol>
 *   <li>{@link dev.cairnkv.reliability.disk.LoopImage} is a file system in a file. Its power is cut
 *       by telling it to stop at once, without writing anything more.
 *   <li>{@link dev.cairnkv.reliability.disk.PowerCutTest}, {@link
 *       dev.cairnkv.reliability.disk.FullImageTest} and {@link
 *       dev.cairnkv.reliability.disk.FailingCallTest} are the suites.
 * </ol>
 */
@NullMarked
package dev.cairnkv.reliability.disk;

import org.jspecify.annotations.NullMarked;
