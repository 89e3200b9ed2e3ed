/**
 * The suites that prove what {@code docs/RELIABILITY.md} promises. Each prints how many cases it
 * ran; {@code -Dcairn.scale=1} runs them at their full size, a larger number runs more.
 */
@NullMarked
package dev.cairnkv.reliability;

import org.jspecify.annotations.NullMarked;
