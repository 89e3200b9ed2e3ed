/**
 * Linearizability: whatever threads do at once, their results are those of some order, one after
 * another. Lincheck makes the histories and judges them. Start at {@link
 * dev.cairnkv.reliability.linearizability.IndexLincheckTest}; {@link
 * dev.cairnkv.reliability.canary.CanaryTest} shows that a race would be found.
 */
@NullMarked
package dev.cairnkv.reliability.linearizability;

import org.jspecify.annotations.NullMarked;
