package dev.cairnkv.reliability.canary;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.lang.foreign.MemorySegment;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;

/**
 * Known bugs, by the class and method that they are planted in. The code that is shipped knows
 * nothing of them.
 */
public enum Canary {
  /** Readers of the index do not ask whether a writer was at work meanwhile. */
  READ_WITHOUT_VALIDATION("dev.cairnkv.core.index.Lookups", "isUnchanged") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Always.class).on(named(method()));
    }
  },

  /** A failed sync is tried again, and believed when it succeeds. */
  RETRY_A_FAILED_SYNC("dev.cairnkv.core.log.LogShard", "sync") {
    @Override
    AsmVisitorWrapper bug() {
      return replaceCalls("sync", "syncTwice");
    }
  },

  /** A payload is served that fails its checksum. */
  SERVE_A_DAMAGED_PAYLOAD("dev.cairnkv.core.frame.FrameDecoder", "decode") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.IntactPayload.class)
          .on(named(method()).and(takesArgument(0, MemorySegment.class)));
    }
  },

  /** The mark of a clean shutdown stays when writing begins. */
  KEEP_THE_CLEAN_MARK("dev.cairnkv.core.log.ShardLog", "removeCleanMark") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Skip.class).on(named(method()));
    }
  },

  /** A write that is to be synced returns before it is. */
  ACKNOWLEDGE_BEFORE_THE_SYNC("dev.cairnkv.core.StoreWrites", "awaitDurable") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Skip.class).on(named(method()));
    }
  },

  /** A full shard is sealed without being synced. */
  SEAL_WITHOUT_A_SYNC("dev.cairnkv.core.log.LogShard", "seal") {
    @Override
    AsmVisitorWrapper bug() {
      return replaceCalls("sync", "skip");
    }
  },

  /** A deletion is not appended. */
  LOSE_TOMBSTONES("dev.cairnkv.core.RecordWriter", "delete") {
    @Override
    AsmVisitorWrapper bug() {
      return replaceCalls("append", "appendNothing");
    }
  },

  /** A record is published in the index before it is appended. */
  PUBLISH_BEFORE_THE_APPEND("dev.cairnkv.core.log.LogShard", "append") {
    @Override
    AsmVisitorWrapper bug() {
      return replaceCalls("append", "appendLater");
    }
  },

  /** Whatever stands behind the tail is replayed, as if it had been synced. */
  REPLAY_PAST_A_HOLE("dev.cairnkv.core.restore.ShardScan", "syncedUpTo") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.SyncedAsFarAsSeen.class).on(named(method()));
    }
  },

  /** A batch whose end was never written is replayed all the same. */
  REPLAY_A_TORN_BATCH("dev.cairnkv.core.restore.Replay", "endBatch") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.BatchesAlwaysEnd.class).on(named(method()));
    }
  },

  /** A record that has expired is served. */
  SERVE_AN_EXPIRED_RECORD("dev.cairnkv.core.time.StoreClock", "isExpired") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Never.class).on(named(method()));
    }
  },

  /** A conditional write does not ask whether another one came between. */
  WRITE_WHATEVER_CAME_BETWEEN("dev.cairnkv.core.ConditionalWriter", "isUnchanged") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Always.class).on(named(method()));
    }
  },

  /** Nothing is kept for snapshots when the index is written to. */
  WRITE_INTO_SNAPSHOTS("dev.cairnkv.core.index.KeptSubTables", "beforeWrite") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Skip.class).on(named(method()));
    }
  },

  /** A compaction removes shards that a snapshot reads. */
  REMOVE_PINNED_SHARDS("dev.cairnkv.core.log.ShardPins", "isPinned") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Never.class).on(named(method()));
    }
  },

  /** A checkpoint is believed without its checksums. */
  TRUST_THE_CHECKPOINT("dev.cairnkv.core.checkpoint.CheckpointDecoder", "requireChecksum") {
    @Override
    AsmVisitorWrapper bug() {
      return Advice.to(Bugs.Skip.class).on(named(method()));
    }
  };

  private final String className;
  private final String method;

  Canary(String className, String method) {
    this.className = className;
    this.method = method;
  }

  abstract AsmVisitorWrapper bug();

  String method() {
    return method;
  }

  /** Plants this bug, until the result is closed. */
  public Plant plant() {
    return Plant.in(className, method, bug());
  }

  AsmVisitorWrapper replaceCalls(String called, String replacement) {
    try {
      return MemberSubstitution.relaxed()
          .method(named(called))
          .replaceWith(Bugs.method(replacement))
          .on(named(method));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("there is no bug " + replacement, e);
    }
  }
}
