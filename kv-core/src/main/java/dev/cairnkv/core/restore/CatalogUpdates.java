package dev.cairnkv.core.restore;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.LogShard;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a catalog up to date with what is replayed, many frames at a time: ordered by sub-table of
 * the index, so that one of them, which fits in a cache of the processor, is filled before the
 * next. Frames of one key stay in their order. While other threads fill the index with some frames,
 * the next ones are replayed.
 */
final class CatalogUpdates implements Replay.Target, AutoCloseable {
  private static final int FEWEST_FRAMES = 1 << 12;

  /** So many that parts of an index of some million keys are filled densely. */
  private static final int MOST_FRAMES = 1 << 20;

  /** Fewer are done before another thread would have begun. */
  private static final int FEWEST_PARALLEL_FRAMES = 1 << 16;

  private static final int BYTES_A_FRAME = 4 * Long.BYTES + Short.BYTES;
  private static final int PART_OF_HEAP = 16;

  private final Catalog catalog;
  private final int mostFrames;
  private final int[] begins;
  private long[] fingerprints;
  private long[] locations;
  private short[] subTables;
  private long[] ordered = new long[0];
  private int count;
  private @Nullable IndexFill handedOver;

  CatalogUpdates(Catalog catalog) {
    long room = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / BYTES_A_FRAME;
    this(catalog, Math.clamp(room, FEWEST_FRAMES, MOST_FRAMES));
  }

  CatalogUpdates(Catalog catalog, int mostFrames) {
    this.catalog = catalog;
    this.mostFrames = mostFrames;
    this.begins = new int[catalog.index().subTables() + 1];
    int few = Math.min(FEWEST_FRAMES, mostFrames);
    this.fingerprints = new long[few];
    this.locations = new long[few];
    this.subTables = new short[few];
  }

  @Override
  public void apply(FrameHeader header, long location) {
    if (header.expiryEpochMillis() != FrameHeader.NO_EXPIRY) {
      catalog.noteExpiry();
    }
    if (header.kind() == FrameKind.TOMBSTONE) {
      shard(location).addTombstone(header.frameLength());
      add(header.fingerprint(), Location.NONE);
    } else {
      shard(location).addLive(location);
      add(header.fingerprint(), location);
    }
  }

  @Override
  public void drop(FrameHeader header, long location) {
    shard(location).markBrokenBatch();
  }

  private void add(Fingerprint fingerprint, long location) {
    if (count == fingerprints.length) {
      makeRoom();
    }
    fingerprints[count] = fingerprint.low();
    locations[count] = location;
    subTables[count] = (short) Index.subTable(fingerprint);
    count++;
  }

  private void makeRoom() {
    if (count >= mostFrames) {
      handOver();
    } else {
      int more = Math.min(2 * count, mostFrames);
      fingerprints = Arrays.copyOf(fingerprints, more);
      locations = Arrays.copyOf(locations, more);
      subTables = Arrays.copyOf(subTables, more);
    }
  }

  @Override
  public void finish() {
    handOver();
    complete();
  }

  private void handOver() {
    complete();
    order();
    IndexFill fill = new IndexFill(catalog.index(), ordered, begins);
    handedOver = fill;
    if (count >= FEWEST_PARALLEL_FRAMES) {
      fill.beginInParallel();
    }
    count = 0;
    if (catalog.index().hasSource()) {
      complete(); // it may have to read shards, which replaying must not change meanwhile
    }
  }

  /** Sees to it that all that was handed over is in the index. */
  private void complete() {
    if (handedOver != null) {
      handedOver.complete();
      handedOver = null;
      for (int i = 0; i < begins[begins.length - 1]; i += 2) {
        catalog.release(ordered[i + 1]);
      }
    }
  }

  /** Gives up what was not finished. */
  @Override
  public void close() {
    if (handedOver != null) {
      handedOver.abandon();
    }
  }

  /** A counting sort, which keeps the order of what belongs to the same sub-table. */
  private void order() {
    if (ordered.length < 2 * count) {
      ordered = new long[2 * count];
    }
    Arrays.fill(begins, 0);
    for (int i = 0; i < count; i++) {
      begins[subTables[i]] += 2;
    }
    for (int i = 1; i < begins.length; i++) {
      begins[i] += begins[i - 1];
    }
    for (int i = count - 1; i >= 0; i--) {
      int place = begins[subTables[i]] -= 2;
      ordered[place] = fingerprints[i];
      ordered[place + 1] = locations[i];
    }
  }

  private LogShard shard(long location) {
    return catalog.shards().get(Location.shardId(location));
  }
}
