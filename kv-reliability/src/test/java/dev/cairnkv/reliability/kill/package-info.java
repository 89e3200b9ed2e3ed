/**
 * Processes that are killed without warning. Start at {@link
 * dev.cairnkv.reliability.kill.RealKillTest}.
 */
@NullMarked
package dev.cairnkv.reliability.kill;

import org.jspecify.annotations.NullMarked;
