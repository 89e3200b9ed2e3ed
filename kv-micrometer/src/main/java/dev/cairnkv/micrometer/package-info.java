/** Start at {@link dev.cairnkv.micrometer.StoreMetrics}. */
@NullMarked
package dev.cairnkv.micrometer;

import org.jspecify.annotations.NullMarked;
