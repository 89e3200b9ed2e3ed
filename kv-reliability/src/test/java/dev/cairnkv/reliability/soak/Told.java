package dev.cairnkv.reliability.soak;

import dev.cairnkv.reliability.workload.Message;
import org.jspecify.annotations.Nullable;

/** What a {@link SoakWorker} tells besides its operations, with one number each. */
enum Told {
  /** It will be this time, in milliseconds since 1970, as soon as this was told. */
  TIME,
  /** A compaction ended that removed so many shards. */
  COMPACTION,
  /** A checkpoint was written because it was asked for. */
  CHECKPOINT,
  /** The store takes no more room than it may. */
  SETTLED,
  /** Readers made so many reads. */
  READS,
  /** The store is shut down. */
  CLOSED;

  /** Those of {@link Message} itself are above. */
  private static final int FIRST = -100;

  /** Returns the {@link Message#writer} of its messages. */
  int code() {
    return FIRST - ordinal();
  }

  void tell(long number) {
    Message.tell(code(), number);
  }

  /** Returns what a message tells, or null if it is another kind of message. */
  static @Nullable Told of(Message message) {
    int ordinal = FIRST - message.writer();
    return ordinal >= 0 && ordinal < values().length ? values()[ordinal] : null;
  }
}
