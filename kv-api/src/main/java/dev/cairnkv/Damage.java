package dev.cairnkv;

/**
 * A damaged place in a store.
 *
 * @param shardId the shard, or 0 if it is a document
 * @param offset where the damage begins, in bytes from the beginning of the shard
 * @param length how many bytes it affects
 * @param found what is wrong, such as {@code the payload fails its checksum}
 * @param keysKnown whether the keys of all records that the damage hit are known. If so, exactly
 *     they answer with {@link CorruptFrameException}; if not, every key does whose latest record
 *     might have been there
 */
public record Damage(int shardId, long offset, long length, String found, boolean keysKnown) {}
