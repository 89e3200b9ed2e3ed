package dev.cairnkv.core.restore;

import dev.cairnkv.core.frame.BatchPlace;
import dev.cairnkv.core.frame.FrameHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies the frames of a log, in order. Those of a batch wait until all of them have been there: a
 * batch that was not written to its end never happened.
 */
public final class Replay implements ShardScan.Visitor {
  /** What the frames are applied to. */
  public interface Target {
    /** Takes a frame that happened. */
    void apply(FrameHeader header, long location);

    /** Takes a frame of a batch that was not written to its end. */
    void drop(FrameHeader header, long location);

    /** Says that no frame follows. */
    default void finish() {}
  }

  private record Waiting(FrameHeader header, long location) {}

  private final Target target;
  private final List<Waiting> batch = new ArrayList<>();
  private long batchStart;
  private long batchEnd;

  /** Makes a replay. */
  public Replay(Target target) {
    this.target = target;
  }

  @Override
  public void visit(FrameHeader header, long location) {
    BatchPlace place = header.batch();
    long start = place == null ? header.sequence() : header.sequence() - place.position();
    if (place == null || start != batchStart) {
      endBatch(header.sequence());
    }
    if (place == null) {
      target.apply(header, location);
      return;
    }
    batchStart = start;
    batchEnd = header.sequence() + place.rest() + 1;
    batch.add(new Waiting(header, location));
    if (place.rest() == 0) {
      endBatch(batchEnd);
    }
  }

  /** Says that the log has ended, and which sequence its next record has. */
  public void finish(long nextSequence) {
    endBatch(nextSequence);
    target.finish();
  }

  /**
   * Ends the batch that waits, if there is one. If its last frame was damaged, the sequence of the
   * next frame still tells whether it was written.
   */
  private void endBatch(long nextSequence) {
    boolean complete = nextSequence >= batchEnd;
    for (Waiting waiting : batch) {
      if (complete) {
        target.apply(waiting.header(), waiting.location());
      } else {
        target.drop(waiting.header(), waiting.location());
      }
    }
    batch.clear();
    batchStart = 0;
  }
}
