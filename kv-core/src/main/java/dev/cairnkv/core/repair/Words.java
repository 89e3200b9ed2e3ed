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
    index.put(header.fingerprint(), location);
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
    forEach(index, taker);
  }

  static void forEach(Index index, Taker taker) {
    for (int i = 0; i < index.subTables(); i++) {
      long[] slots = index.slots(i);
      for (int at = 0; at < slots.length; at += 3) {
        taker.take(new Word(new Fingerprint(slots[at], slots[at + 1]), slots[at + 2]));
      }
    }
  }
}
