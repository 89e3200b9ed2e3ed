package dev.cairnkv.core.frame;

/**
 * Where a frame stands in its batch. The frames of a batch have consecutive sequences.
 *
 * @param position the number of frames of the batch before this one
 * @param rest the number of frames of the batch behind this one
 */
public record BatchPlace(int position, int rest) {}
