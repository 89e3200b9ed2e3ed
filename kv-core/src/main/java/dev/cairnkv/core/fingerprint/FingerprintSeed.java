package dev.cairnkv.core.fingerprint;

/**
 * The 128-bit key of the hash, random for each store.
 *
 * @param first the first 8 bytes, read little-endian
 * @param second the second 8 bytes, read little-endian
 */
public record FingerprintSeed(long first, long second) {}
