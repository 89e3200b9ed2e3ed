package dev.cairnkv.reliability.soak;

import dev.cairnkv.reliability.workload.Message;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a {@link SoakWorker} tells besides its operations, with one number each. */
enum Told {
  /** It will be this time, in milliseconds since 1970, as soon as this was told. */
  TIME(-101),
  /** A compaction ended that removed so many shards. */
  COMPACTION(-102),
  /** A checkpoint was written because it was asked for. */
  CHECKPOINT(-103),
  /** The store takes no more room than it may. */
  SETTLED(-104),
  /** A reader made so many reads. */
  READS(-105),
  /** The store is shut down. */
  CLOSED(-106),
  /** A snapshot held so many keys, and each as it was. */
  SNAPSHOT(-107),
  /** A backup is begun. */
  BACKUP_BEGUN(-108),
  /** A backup was made, up to this sequence. */
  BACKUP(-109),
  /** So many shards were converted to the codec of new ones. */
  CONVERSION(-110),
  /** A scan gave so many keys while writers went on, and each as it may be. */
  SCAN(-111);

  private final int code;

  Told(int code) {
    this.code = code;
  }

  /** Returns the {@link Message#writer} of its messages; those of {@link Message} are above. */
  int code() {
    return code;
  }

  void tell(long number) {
    Message.tell(code, number);
  }

  /** Returns what a message tells, or null if it is another kind of message. */
  static @Nullable Told of(Message message) {
    return Arrays.stream(values())
        .filter(told -> told.code == message.writer())
        .findFirst()
        .orElse(null);
  }
}
