package dev.cairnkv.core.repair;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.restore.Replay;
import java.util.ArrayList;
import java.util.List;

/** The latest word about every key, tombstones and damaged records included. */
final class Words implements Replay.Target {
  private final Index index = new Index();
  private final Index upperHalves = new Index();
  private final List<Word> dropped = new ArrayList<>();

  /**
   * A frame that says something about a key.
   *
   * @param fingerprint the fingerprint of the key
   * @param location where the frame is
   */
  record Word(Fingerprint fingerprint, long location) {
    int shardId() {
      return Location.shardId(location);
    }

    long offset() {
      return Location.offset(location);
    }
  }

  /** Takes words. */
  interface Taker {
    void take(Word word);
  }

  @Override
  public void apply(FrameHeader header, long location) {
    Fingerprint fingerprint = header.fingerprint();
    if (index.put(fingerprint, location) == Location.NONE) {
      upperHalves.put(fingerprint, upperHalf(fingerprint));
    }
  }

  @Override
  public void drop(FrameHeader header, long location) {
    dropped.add(new Word(header.fingerprint(), location));
  }

  /** Returns where the latest word about a key is, or {@link Location#NONE}. */
  long find(Fingerprint fingerprint) {
    return index.get(fingerprint);
  }

  /** Returns the frames of batches that were not written to their end. */
  List<Word> dropped() {
    return dropped;
  }

  void forEach(Taker taker) {
    for (int i = 0; i < index.subTables(); i++) {
      long[] slots = index.slots(i);
      for (int at = 0; at < slots.length; at += 2) {
        taker.take(new Word(whole(Index.fingerprint(i, slots[at])), slots[at + 1]));
      }
    }
  }

  /**
   * Returns the bits of the upper half that an index does not keep, as something that it does: they
   * move to where the kept ones are, and the lowest bit says that there is something.
   */
  private static long upperHalf(Fingerprint fingerprint) {
    return fingerprint.high() << Index.KEPT_UPPER_BITS | 1;
  }

  private Fingerprint whole(Fingerprint kept) {
    long upperHalf = upperHalves.get(kept) >>> Index.KEPT_UPPER_BITS;
    return new Fingerprint(kept.high() | upperHalf, kept.low());
  }
}
