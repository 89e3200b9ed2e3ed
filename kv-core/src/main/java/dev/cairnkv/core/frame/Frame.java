package dev.cairnkv.core.frame;

import java.lang.foreign.MemorySegment;

/** What is found where a frame should begin. */
public sealed interface Frame {

  /**
   * A frame whose checksums are right.
   *
   * @param header its header
   * @param payload its payload, read-only and not mapped
   */
  record Intact(FrameHeader header, MemorySegment payload) implements Frame {}

  /**
   * A frame whose header is right, and whose payload is not.
   *
   * @param header its header
   */
  record DamagedPayload(FrameHeader header) implements Frame {}

  /** Bytes that are no frame: none was ever written here, or its header is damaged. */
  record NoFrame() implements Frame {}
}
