package dev.cairnkv.bench.report;

/**
 * A column of the table.
 *
 * @param id the id of the peer
 * @param title what stands above it
 * @param keys how many keys its store had
 * @param settings how it was set up
 */
public record Column(String id, String title, long keys, String settings) {}
