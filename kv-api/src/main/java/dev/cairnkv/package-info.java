/**
 * What an application calls. Start at {@link dev.cairnkv.KvStore}; {@link dev.cairnkv.StoreOptions}
 * says how a store behaves and {@link dev.cairnkv.KvException} what can go wrong. A store is opened
 * by {@code ShardedStore.restore} of the module {@code kv-core}.
 */
@NullMarked
package dev.cairnkv;

import org.jspecify.annotations.NullMarked;
