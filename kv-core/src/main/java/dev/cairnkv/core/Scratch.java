package dev.cairnkv.core;

import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.PayloadReader;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that an operation needs, lent and given back.
 *
 * @param frame where a frame is put together
 * @param payload where a frame is read
 * @param key where canonical bytes are put
 */
record Scratch(FrameBuffer frame, PayloadReader payload, PayloadBuffer key) {
  private static final int LARGEST_KEPT_BYTES = 64 << 10;

  static Scratch create() {
    return new Scratch(new FrameBuffer(), new PayloadReader(), new PayloadBuffer());
  }

  boolean isWorthKeeping() {
    return frame.capacity() <= LARGEST_KEPT_BYTES
        && payload.array().length <= LARGEST_KEPT_BYTES
        && key.array().length <= LARGEST_KEPT_BYTES;
  }

  /**
   * A few scratches, shared by all threads. Not one for each thread: there may be a million virtual
   * ones.
   */
  static final class Pool {
    private static final int SLOTS = 64;

    /**
     * So many references, of 4 bytes at least, that no two slots are in one cache line or a pair.
     */
    private static final int DISTANCE = 32;

    private final AtomicReferenceArray<@Nullable Scratch> free =
        new AtomicReferenceArray<>((SLOTS + 2) * DISTANCE);

    Scratch borrow() {
      int slot = slot();
      Scratch scratch = free.get(slot) == null ? null : free.getAndSet(slot, null);
      return scratch == null ? create() : scratch;
    }

    void giveBack(Scratch scratch) {
      if (scratch.isWorthKeeping()) {
        free.setRelease(slot(), scratch);
      }
    }

    private static int slot() {
      int slot = (int) Thread.currentThread().threadId() & (SLOTS - 1);
      return (slot + 1) * DISTANCE; // not beside the length, which all threads read
    }
  }
}
