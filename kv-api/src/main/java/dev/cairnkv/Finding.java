package dev.cairnkv;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong in a store.
 *
 * @param damage where and what
 * @param key the key that it is about, or null if it is about none, or which one is not known
 * @param <K> the type of the keys
 */
public record Finding<K>(Damage damage, @Nullable K key) {}
