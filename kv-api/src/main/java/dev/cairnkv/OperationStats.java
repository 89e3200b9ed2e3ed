package dev.cairnkv;

/**
 * What a store was asked to do since it was opened. The figures may be some operations apart.
 *
 * @param hits the number of keys that {@code get} and {@code getAll} found a value of
 * @param misses the number of keys that they found none of
 * @param puts the number of values stored, those of batches and conditional writes included
 * @param deletes the number of keys removed, those of batches and conditional writes included;
 *     deleting a key that is not there counts only in a batch, where a tombstone is written for it
 * @param appendedBytes the bytes that were appended for all of this, and not by compactions
 */
public record OperationStats(long hits, long misses, long puts, long deletes, long appendedBytes) {}
