/** Start at {@link dev.cairnkv.jmx.StoreMBean}. */
@NullMarked
package dev.cairnkv.jmx;

import org.jspecify.annotations.NullMarked;
