/**
 * Which keys there are, in order, if a store is to know it. Start at {@link
 * dev.cairnkv.core.order.KeyOrder}, which changes with the writes, and {@link
 * dev.cairnkv.core.order.KeyTree}, which never changes.
 *
 * <ol>
 *   <li>Each key that the index has a record of is in the tree, or its record is among the unnamed
 *       ones. Only a key whose record has expired may be in neither.
 *   <li>The tree may have keys that are not there: what compaction took away without knowing its
 *       key. Who reads the tree looks each key up.
 *   <li>What was published is never changed. So readers take no lock, and see one moment.
 *   <li>What needs memory is done before a write is appended, and what is done after it cannot
 *       fail.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.order;

import org.jspecify.annotations.NullMarked;
