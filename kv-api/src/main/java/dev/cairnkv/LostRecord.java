package dev.cairnkv;

import org.jspecify.annotations.Nullable;

/**
 * A record that was the latest of its key and cannot be read any more.
 *
 * @param shardId the shard that it was in
 * @param offset where its frame began, in bytes from the beginning of the shard
 * @param sequence its sequence, or 0 if that is not known
 * @param key its key, or null if no older record tells it
 * @param <K> the type of the keys
 */
public record LostRecord<K>(int shardId, long offset, long sequence, @Nullable K key) {}
