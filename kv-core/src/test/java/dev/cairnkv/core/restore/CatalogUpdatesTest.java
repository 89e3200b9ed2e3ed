package dev.cairnkv.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.index.IndexSource;
import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.spi.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogUpdatesTest {
  private static final int KEYS = 300;
  private static final int FRAMES = 20_000;

  /** So many that all processors take part. */
  private static final int MANY_FRAMES = 200_000;

  private static final int FRAME_BYTES = 48;
  private static final long ONE_SHARD_BYTES = 1 << 18;

  private record Placed(FrameHeader header, long location) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 4096, 5000, 1 << 20})
  void leavesWhatOneFrameAfterTheOtherWouldLeave(int mostFrames) {
    leavesWhatOneFrameAfterTheOtherWouldLeave(frames(FRAMES, KEYS), mostFrames);
  }

  @ParameterizedTest
  @ValueSource(ints = {KEYS, MANY_FRAMES})
  void leavesTheSameWhenItIsDoneInParallel(int keys) {
    leavesWhatOneFrameAfterTheOtherWouldLeave(frames(MANY_FRAMES, keys), MANY_FRAMES);
  }

  @ParameterizedTest
  @ValueSource(ints = {KEYS, MANY_FRAMES})
  void leavesTheSameWhenTheNextFramesComeMeanwhile(int keys) {
    leavesWhatOneFrameAfterTheOtherWouldLeave(frames(MANY_FRAMES, keys), MANY_FRAMES / 3);
  }

  private static void leavesWhatOneFrameAfterTheOtherWouldLeave(
      List<Placed> frames, int mostFrames) {
    Catalog expected = catalog(frames.size());
    Catalog actual = catalog(frames.size());
    try (CatalogUpdates updates = new CatalogUpdates(actual, mostFrames)) {
      for (Placed frame : frames) {
        updates.apply(frame.header(), frame.location());
        applyAtOnce(expected, frame);
      }
      updates.finish();
    }
    expected.settle();

    assertThat(actual.index().size()).isEqualTo(expected.index().size()).isPositive();
    for (Placed frame : frames) {
      Fingerprint fingerprint = frame.header().fingerprint();
      assertThat(actual.find(fingerprint)).isEqualTo(expected.find(fingerprint));
    }
    assertThat(counts(actual)).isEqualTo(counts(expected));
  }

  @Test
  void fillsAnIndexThatHasASourceBeforeTheNextFramesCome() {
    IndexSource source = mock(IndexSource.class);
    when(source.slots(anyInt())).thenReturn(new long[0]);
    List<Placed> frames = frames(MANY_FRAMES / 2 + 1, MANY_FRAMES);
    Catalog expected = catalog(frames.size());
    Catalog actual = catalog(frames.size(), new Index(source));

    try (CatalogUpdates updates = new CatalogUpdates(actual, MANY_FRAMES / 2)) {
      for (Placed frame : frames) {
        updates.apply(frame.header(), frame.location());
      }
      frames.subList(0, MANY_FRAMES / 2).forEach(frame -> applyAtOnce(expected, frame));

      assertThat(actual.index().size()).isEqualTo(expected.index().size());
    }
  }

  @Test
  void doesNothingWithoutFrames() {
    Catalog catalog = catalog(0);

    try (CatalogUpdates updates = new CatalogUpdates(catalog)) {
      updates.finish();
    }

    assertThat(catalog.index().size()).isZero();
  }

  private static void applyAtOnce(Catalog catalog, Placed frame) {
    Fingerprint fingerprint = frame.header().fingerprint();
    if (frame.header().kind() == FrameKind.PUT) {
      catalog.publish(fingerprint, frame.location());
    } else {
      shard(catalog, frame.location()).addTombstone(frame.header().frameLength());
      catalog.forget(fingerprint);
    }
  }

  private static List<Placed> frames(int count, int keys) {
    SplittableRandom random = new SplittableRandom(7);
    List<Placed> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FrameKind kind = random.nextInt(3) == 0 ? FrameKind.TOMBSTONE : FrameKind.PUT;
      Fingerprint fingerprint = fingerprint(random.nextInt(keys));
      long place = (long) i * FRAME_BYTES;
      long location =
          Location.pack(1 + (int) (place / ONE_SHARD_BYTES), place % ONE_SHARD_BYTES, FRAME_BYTES);
      frames.add(
          new Placed(
              new FrameHeader(kind, i + 1, fingerprint, 40, 8, 0, 0, FrameHeader.NO_EXPIRY, null),
              location));
    }
    return frames;
  }

  /** Some share a sub-table. */
  private static Fingerprint fingerprint(int key) {
    return new Fingerprint((long) (key % 70) << 54, key * 0x9E3779B97F4A7C15L);
  }

  private static Catalog catalog(int frames) {
    return catalog(frames, new Index());
  }

  private static Catalog catalog(int frames, Index index) {
    ShardTable shards = new ShardTable();
    for (int id = 1; id <= 1 + (long) frames * FRAME_BYTES / ONE_SHARD_BYTES; id++) {
      CodecStamp codec = new CodecStamp("test", 1, 0);
      shards.add(
          new LogShard(
              mock(Shard.class),
              new ShardHeader(id, new UUID(1, 2), ONE_SHARD_BYTES, 1, 0, codec)));
    }
    return new Catalog(index, shards);
  }

  private static LogShard shard(Catalog catalog, long location) {
    return catalog.shards().get(Location.shardId(location));
  }

  private static List<FrameCounts> counts(Catalog catalog) {
    return catalog.shards().all().stream().map(LogShard::counts).toList();
  }
}
