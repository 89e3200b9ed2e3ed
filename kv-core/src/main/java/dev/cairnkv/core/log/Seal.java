package dev.cairnkv.core.log;

import dev.cairnkv.core.frame.FrameBuffer;

/** The payload of a seal. */
final class Seal {
  private Seal() {}

  /** Fills a buffer with the payload of a seal behind {@code frames} frames. */
  static void fill(FrameBuffer buffer, long frames) {
    buffer.begin();
    buffer.payload().writeLong(frames);
    buffer.endPayload();
  }
}
