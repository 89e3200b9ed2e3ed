package dev.cairnkv.core.checkpoint;

/**
 * What a keeper of checkpoints begins with.
 *
 * @param sequence every record up to this sequence is in the last checkpoint; 0 if there is none
 * @param sizeBytes the size of that checkpoint, or 0
 * @param replayedBytes the bytes of the frames that were replayed behind it
 */
public record CheckpointState(long sequence, long sizeBytes, long replayedBytes) {}
