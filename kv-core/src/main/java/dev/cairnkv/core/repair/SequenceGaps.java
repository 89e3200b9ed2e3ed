package dev.cairnkv.core.repair;

import dev.cairnkv.LostRange;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.Location;
import java.util.ArrayList;
import java.util.List;

/** Finds where records are missing in the log: every sequence stands in it once, in order. */
final class SequenceGaps {
  private final List<Gap> gaps = new ArrayList<>();
  private long expected = 1;
  private int shardId;
  private long end;

  /**
   * A gap.
   *
   * @param range where it is
   * @param end the location of what comes behind it
   */
  record Gap(LostRange range, long end) {}

  /**
   * Goes on with a shard that has a base sequence, or with the end of the log.
   *
   * @param start the location of the first frame there
   * @param missingId the id of a missing shard before it, or 0
   * @param retiredBefore whether a shard before it is rightly gone
   */
  void enter(long baseSequence, long start, int missingId, boolean retiredBefore) {
    if (baseSequence > expected) {
      if (missingId != 0) {
        add(missingId, 0, baseSequence - expected, start);
      } else if (!retiredBefore) {
        add(shardId, end, baseSequence - expected, start);
      }
      expected = baseSequence;
    } else if (missingId != 0) {
      add(missingId, 0, 0, start);
    }
  }

  /** Says which shard the next frames are in, and where they begin. */
  void place(int id, long offset) {
    shardId = id;
    end = offset;
  }

  void visit(FrameHeader header, long location) {
    long offset = Location.offset(location);
    if (header.sequence() > expected) {
      add(shardId, end, header.sequence() - expected, location);
    }
    expected = Math.max(expected, header.sequence() + 1);
    end = offset + header.frameLength();
  }

  long expected() {
    return expected;
  }

  List<Gap> gaps() {
    return gaps;
  }

  private void add(int id, long offset, long records, long behind) {
    gaps.add(new Gap(new LostRange(id, offset, records, false), behind));
  }
}
