package dev.cairnkv.testkit.simulation;

import dev.cairnkv.spi.CheckpointWriter;
import java.util.Objects;

/** A checkpoint that a process is writing. Nothing of it is left if the process ends. */
final class SimulatedCheckpointWriter implements CheckpointWriter {
  private final SimulatedProcess process;
  private final byte[] content;
  private int next;
  private boolean ended;

  SimulatedCheckpointWriter(SimulatedProcess process, int sizeBytes) {
    this.process = process;
    this.content = new byte[sizeBytes];
  }

  @Override
  public void append(byte[] source, int start, int length) {
    synchronized (process.disk) {
      requireOpen();
      Objects.checkFromIndexSize(start, length, source.length);
      Objects.checkFromIndexSize(next, length, content.length);
      process.atomic(
          Step.Call.APPEND_CHECKPOINT,
          0,
          () -> {
            System.arraycopy(source, start, content, next, length);
            next += length;
            return true;
          });
    }
  }

  @Override
  public void publish() {
    synchronized (process.disk) {
      requireOpen();
      ended = true;
      process.atomic(
          Step.Call.PUBLISH_CHECKPOINT, 0, () -> process.disk.names.checkpoint = content);
    }
  }

  @Override
  public void close() {
    synchronized (process.disk) {
      ended = true;
    }
  }

  private void requireOpen() {
    process.requireAlive();
    if (ended) {
      throw new IllegalStateException("the checkpoint is published or closed");
    }
  }
}
