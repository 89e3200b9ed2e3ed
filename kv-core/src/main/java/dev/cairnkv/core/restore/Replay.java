package dev.cairnkv.core.restore;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.frame.BatchPlace;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies the frames of a log, in order. Those of a batch wait until all of them have been there: a
 * batch that was not written to its end never happened.
 */
final class Replay implements ShardScan.Visitor {
  private record Waiting(FrameHeader header, long location) {}

  private final Catalog catalog;
  private final List<Waiting> batch = new ArrayList<>();
  private long batchStart;
  private long batchEnd;

  Replay(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void visit(FrameHeader header, long location) {
    BatchPlace place = header.batch();
    long start = place == null ? header.sequence() : header.sequence() - place.position();
    if (place == null || start != batchStart) {
      endBatch(header.sequence());
    }
    if (place == null) {
      apply(header, location);
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
  void finish(long nextSequence) {
    endBatch(nextSequence);
  }

  /**
   * Ends the batch that waits, if there is one. If its last frame was damaged, the sequence of the
   * next frame still tells whether it was written.
   */
  private void endBatch(long nextSequence) {
    if (nextSequence >= batchEnd) {
      batch.forEach(waiting -> apply(waiting.header(), waiting.location()));
    }
    batch.clear();
    batchStart = 0;
  }

  private void apply(FrameHeader header, long location) {
    if (header.kind() == FrameKind.TOMBSTONE) {
      catalog.forget(header.fingerprint());
    } else {
      catalog.publish(header.fingerprint(), location);
    }
  }
}
