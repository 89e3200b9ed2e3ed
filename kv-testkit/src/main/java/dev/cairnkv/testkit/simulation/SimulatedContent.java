package dev.cairnkv.testkit.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The bytes of a shard: those that a process sees, and those on the disk. They are kept apart in
 * words of 8 bytes, the smallest piece that reaches a disk as a whole.
 */
final class SimulatedContent {
  private static final int WORD_BYTES = Long.BYTES;

  private final int id;

  /* What a process sees. Views of it are handed out, so it is never replaced while open. */
  private byte[] seen;
  private byte[] onDisk;

  /* Words that the next sync writes. */
  private final BitSet dirty = new BitSet();

  /* Words that differ from the disk for good, since a sync failed. */
  private final BitSet lost = new BitSet();

  private final List<ShardViews> views = new ArrayList<>();
  private final List<long[]> unreadable = new ArrayList<>();

  SimulatedContent(int id, int sizeBytes, byte[] header) {
    this.id = id;
    this.seen = Arrays.copyOf(header, sizeBytes);
    this.onDisk = Arrays.copyOf(header, sizeBytes);
  }

  /** Returns the same bytes, in memory and on the disk, which go their own way from now on. */
  SimulatedContent copy() {
    SimulatedContent copy = new SimulatedContent(id, seen.length, seen);
    copy.onDisk = onDisk.clone();
    copy.dirty.or(dirty);
    copy.lost.or(lost);
    return copy;
  }

  int id() {
    return id;
  }

  int sizeBytes() {
    return seen.length;
  }

  byte[] seen() {
    return seen;
  }

  byte[] onDisk() {
    return onDisk;
  }

  int unsyncedBytes() {
    return dirty.cardinality() * WORD_BYTES;
  }

  boolean hasLostBytes() {
    return !lost.isEmpty();
  }

  ShardViews open(boolean strict) {
    ShardViews opened = ShardViews.of(seen, strict);
    if (strict) {
      views.add(opened);
    }
    return opened;
  }

  void forget(ShardViews closed) {
    views.remove(closed);
  }

  /** Writes; where unsynced bytes are written over, the old ones may have reached the disk. */
  void append(int offset, byte[] source, int start, int length, Choices choices) {
    if (length == 0) {
      return;
    }
    int firstWord = offset / WORD_BYTES;
    int endWord = (offset + length - 1) / WORD_BYTES + 1;
    int old = dirty.nextSetBit(firstWord);
    while (old >= 0 && old < endWord) {
      if (choices.flip(old)) {
        persist(old, old + 1);
      }
      old = dirty.nextSetBit(old + 1);
    }
    dirty.set(firstWord, endWord);
    lost.clear(firstWord, endWord);
    System.arraycopy(source, start, seen, offset, length);
    show(offset, length);
  }

  /** Writes a part of what an append should: some bytes from the front, or some words. */
  void appendTorn(int offset, byte[] source, int start, int length, Choices choices) {
    if (choices.flip(-1)) {
      append(offset, source, start, choices.below(length + 1, -2), choices);
      return;
    }
    for (int done = 0; done < length; done += WORD_BYTES) {
      if (choices.flip(done)) {
        append(offset + done, source, start + done, Math.min(WORD_BYTES, length - done), choices);
      }
    }
  }

  void sync() {
    int from = dirty.nextSetBit(0);
    while (from >= 0) {
      int to = dirty.nextClearBit(from);
      persist(from, to);
      from = dirty.nextSetBit(to);
    }
    dirty.clear();
  }

  /** What reached the disk stays there; the rest is taken for synced and is not. */
  void failSync(Choices choices) {
    persistSurvivors(choices);
    lost.or(dirty);
    dirty.clear();
  }

  void losePower(Choices choices) {
    persistSurvivors(choices);
    dirty.clear();
    lost.clear();
    seen = onDisk.clone();
  }

  /** Closes whatever the process had open that has ended. */
  void takeViewsAway() {
    views.forEach(ShardViews::close);
    views.clear();
  }

  void truncate(int sizeBytes) {
    int words = (sizeBytes + WORD_BYTES - 1) / WORD_BYTES;
    dirty.clear(words, Math.max(words, dirty.length()));
    lost.clear(words, Math.max(words, lost.length()));
    seen = Arrays.copyOf(seen, sizeBytes);
    onDisk = Arrays.copyOf(onDisk, sizeBytes);
  }

  /** Replaces bytes wherever they are. */
  void damage(int offset, byte[] bytes) {
    System.arraycopy(bytes, 0, seen, offset, bytes.length);
    System.arraycopy(bytes, 0, onDisk, offset, bytes.length);
    show(offset, bytes.length);
  }

  void failReads(long offset, long length) {
    unreadable.add(new long[] {offset, offset + length});
  }

  void healReads() {
    unreadable.clear();
  }

  boolean isReadable(long offset, long length) {
    for (long[] range : unreadable) {
      if (offset < range[1] && range[0] < offset + length) {
        return false;
      }
    }
    return true;
  }

  private void persistSurvivors(Choices choices) {
    if (dirty.isEmpty()) {
      return;
    }
    int first = dirty.nextSetBit(0);
    Survival survival = new Survival(choices, first * WORD_BYTES, dirty.length() * WORD_BYTES);
    int wordsInPiece = survival.pieceBytes() / WORD_BYTES;
    for (int word = first; word >= 0; word = dirty.nextSetBit(word)) {
      int piece = word / wordsInPiece;
      int end = Math.min(dirty.nextClearBit(word), (piece + 1) * wordsInPiece);
      if (survival.survives(piece)) {
        persist(word, end);
        dirty.clear(word, end);
      }
      word = end;
    }
  }

  private void persist(int fromWord, int toWord) {
    int from = fromWord * WORD_BYTES;
    int to = Math.min(toWord * WORD_BYTES, seen.length);
    System.arraycopy(seen, from, onDisk, from, to - from);
  }

  private void show(int offset, int length) {
    for (ShardViews opened : views) {
      opened.accept(seen, offset, length);
    }
  }
}
