package dev.cairnkv.reliability.image;

import dev.cairnkv.spi.CheckpointWriter;
import java.util.function.Consumer;

/** A checkpoint that is being written into an image. */
final class ImageCheckpointWriter implements CheckpointWriter {
  private final byte[] bytes;
  private final Consumer<byte[]> target;
  private int size;

  ImageCheckpointWriter(int sizeBytes, Consumer<byte[]> target) {
    this.bytes = new byte[sizeBytes];
    this.target = target;
  }

  @Override
  public void append(byte[] source, int start, int length) {
    System.arraycopy(source, start, bytes, size, length);
    size += length;
  }

  @Override
  public void publish() {
    target.accept(bytes);
  }

  @Override
  public void close() {}
}
