package dev.cairnkv.core.compact;

import dev.cairnkv.core.frame.FrameHeader;

/** Tells which records have ended by themselves, and count as deleted. */
public interface Liveness {

  /** Returns whether the record of a frame has ended. */
  boolean isExpired(FrameHeader header);
}
