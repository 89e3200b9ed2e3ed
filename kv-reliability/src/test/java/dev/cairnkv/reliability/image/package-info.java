/**
 * Stores as plain bytes, so that a suite can change any of them and restore what is left as fast as
 * memory allows. Start at {@link dev.cairnkv.reliability.image.Image}.
 */
@NullMarked
package dev.cairnkv.reliability.image;

import org.jspecify.annotations.NullMarked;
