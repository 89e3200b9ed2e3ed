/**
 * Known bugs, planted in the classes of the store while a test runs, which the suites must find.
 * Start at {@link dev.cairnkv.reliability.canary.Canary}.
 *
 * <ol>
 *   <li>What is shipped has no switch for them: {@link dev.cairnkv.reliability.canary.Plant}
 *       replaces the bytes of a class, and puts them back.
 *   <li>A canary names a class and a method. If they are gone, it fails.
 * </ol>
 */
@NullMarked
package dev.cairnkv.reliability.canary;

import org.jspecify.annotations.NullMarked;
