package dev.cairnkv;

/**
 * A key with its value.
 *
 * @param key the key
 * @param value the value
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
public record KeyValue<K, V>(K key, V value) {}
