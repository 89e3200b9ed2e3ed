/**
 * What authors and users of adapters test with:
 *
 * <ol>
 *   <li>a contract suite for each port, which proves the port's Javadoc line by line: extend it in
 *       the tests of an adapter and say how one is made;
 *   <li>{@link dev.cairnkv.testkit.InMemoryShardStorage}, for tests of what uses a storage: it is
 *       restarted, filled up and damaged by a call.
 * </ol>
 */
@NullMarked
package dev.cairnkv.testkit;

import org.jspecify.annotations.NullMarked;
