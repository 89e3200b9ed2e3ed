package dev.cairnkv.testkit;

import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.CheckpointWriter;
import java.util.Objects;

/** A checkpoint that is being written in memory. */
final class InMemoryCheckpointWriter implements CheckpointWriter {

  private static final int MAX_SIZE_BYTES = Integer.MAX_VALUE - 8;

  private final InMemoryPlace place;
  private final byte[] content;
  private int next;
  private boolean ended;

  InMemoryCheckpointWriter(InMemoryPlace place, long sizeBytes) {
    if (sizeBytes <= 0) {
      throw new IllegalArgumentException(
          "a checkpoint needs a positive size, but " + sizeBytes + " was given");
    }
    if (sizeBytes > MAX_SIZE_BYTES) {
      throw new StoreFullException(
          "no room for a checkpoint of %d bytes in memory, more than %d"
              .formatted(sizeBytes, MAX_SIZE_BYTES));
    }
    place.requireRoomForCheckpoint(sizeBytes);
    this.place = place;
    this.content = new byte[(int) sizeBytes];
  }

  @Override
  public void append(byte[] source, int start, int length) {
    requireOpen();
    Objects.checkFromIndexSize(start, length, source.length);
    Objects.checkFromIndexSize(next, length, content.length);
    System.arraycopy(source, start, content, next, length);
    next += length;
  }

  @Override
  public void publish() {
    requireOpen();
    ended = true;
    place.publishCheckpoint(content);
  }

  @Override
  public void close() {
    ended = true;
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the checkpoint is published or closed");
    }
  }
}
