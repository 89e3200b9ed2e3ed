package dev.cairnkv.reliability.canary;

import dev.cairnkv.StorageException;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.spi.Shard;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.util.Arrays;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What the canaries do in place of the right thing. */
@SuppressWarnings("UnusedVariable") // what an advice assigns to is the method's own
public final class Bugs {
  private static @Nullable Runnable delayed;

  private Bugs() {}

  static Method method(String name) throws NoSuchMethodException {
    return Arrays.stream(Bugs.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(name));
  }

  /** In place of {@link Shard#sync}. */
  public static void syncTwice(Shard shard) {
    try {
      shard.sync();
    } catch (StorageException failed) {
      shard.sync();
    }
  }

  /** In place of {@link LogShard#sync}. */
  public static void skip(LogShard shard) {}

  /** In place of {@link ShardLog#append}. */
  public static long appendNothing(ShardLog log, FrameKind kind, FrameBuffer frame) {
    return 0;
  }

  /** In place of {@link Shard#append}: appends when the next record comes. */
  public static void appendLater(Shard shard, long offset, byte[] source, int start, int length) {
    byte[] copy = Arrays.copyOfRange(source, start, start + length);
    Runnable before = delayed;
    delayed = () -> shard.append(offset, copy, 0, length);
    if (before != null) {
      before.run();
    }
  }

  /** Forgets what was to be appended later. */
  static void reset() {
    delayed = null;
  }

  /** Leaves a method out. */
  public static final class Skip {
    private Skip() {}

    /** Returns that the method is to be skipped. */
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    public static boolean enter() {
      return true;
    }
  }

  /** Answers every question with yes. */
  public static final class Always {
    private Always() {}

    /** Replaces the result. */
    @Advice.OnMethodExit
    public static void exit(@Advice.Return(readOnly = false) boolean result) {
      result = true;
    }
  }

  /** Answers every question with no. */
  public static final class Never {
    private Never() {}

    /** Replaces the result. */
    @Advice.OnMethodExit
    public static void exit(@Advice.Return(readOnly = false) boolean result) {
      result = false;
    }
  }

  /** Takes a damaged payload for an intact one. */
  public static final class IntactPayload {
    private IntactPayload() {}

    /** Replaces the result. */
    @Advice.OnMethodExit
    public static void exit(
        @Advice.Argument(0) MemorySegment bytes, @Advice.Return(readOnly = false) Frame result) {
      result = Bugs.intact(bytes, result);
    }
  }

  /** Takes the whole shard for synced. */
  public static final class SyncedAsFarAsSeen {
    private SyncedAsFarAsSeen() {}

    /** Replaces the result. */
    @Advice.OnMethodExit
    public static void exit(
        @Advice.Argument(0) long at, @Advice.Return(readOnly = false) long result) {
      result = at;
    }
  }

  /** Ends every batch as if it were whole. */
  public static final class BatchesAlwaysEnd {
    private BatchesAlwaysEnd() {}

    /** Replaces the sequence of what comes next. */
    @Advice.OnMethodEnter
    public static void enter(@Advice.Argument(value = 0, readOnly = false) long nextSequence) {
      nextSequence = Long.MAX_VALUE;
    }
  }

  /** Returns a frame whose payload is taken as it is. */
  public static Frame intact(MemorySegment bytes, Frame frame) {
    if (frame instanceof Frame.DamagedPayload(FrameHeader header)
        && header.headerLength() + header.payloadLength() <= bytes.byteSize()) {
      byte[] payload =
          bytes
              .asSlice(header.headerLength(), header.payloadLength())
              .toArray(ValueLayout.JAVA_BYTE);
      return new Frame.Intact(header, MemorySegment.ofArray(payload).asReadOnly());
    }
    return frame;
  }
}
