package dev.cairnkv.core.frame;

import org.jspecify.annotations.Nullable;

/** What the record in a frame says. */
public enum FrameKind {
  /** The payload holds the latest key and value. */
  PUT(1),

  /** The key is deleted. There is no payload. */
  TOMBSTONE(2),

  /** Nothing comes behind in this shard. The payload is the number of frames before. */
  SEAL(3);

  private static final FrameKind[] KINDS = values();

  private final int code;

  FrameKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable FrameKind ofCode(int code) {
    return code >= 1 && code <= KINDS.length ? KINDS[code - 1] : null;
  }
}
