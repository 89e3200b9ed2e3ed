package dev.cairnkv.app.bench;

/**
 * What a bench measured.
 *
 * @param loadNanos how long loading took
 * @param loads how long each write of it took
 * @param mixedNanos how long the operations took
 * @param reads how long each read took
 * @param writes how long each write took
 */
public record BenchResult(
    long loadNanos, Latencies loads, long mixedNanos, Latencies reads, Latencies writes) {}
