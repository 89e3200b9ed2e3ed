/**
 * What time it is for a store, and whether a record has expired by it. Start at {@link
 * dev.cairnkv.core.time.StoreClock}.
 *
 * <ol>
 *   <li>Time never goes back, whatever the clock of the application does.
 *   <li>Nothing but expiries and what people read depends on it: order comes from sequences.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.time;

import org.jspecify.annotations.NullMarked;
