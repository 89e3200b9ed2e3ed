package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The part of {@link ShardStorageContract} that is about an open shard, and what both share. */
abstract class ShardContract {

  static final byte[] HEADER = "the header".getBytes(StandardCharsets.US_ASCII);
  static final int SIZE_BYTES = 8192;
  static final int READERS = 3;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Returns a storage on a place that does not exist yet and that no other test uses. */
  protected abstract ShardStorage newStorage();

  /** Returns another instance on the same place. */
  protected abstract ShardStorage reopen(ShardStorage storage);

  @AfterEach
  void closeWhatTheTestOpened() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  <T extends AutoCloseable> T closedAfterTest(T resource) {
    opened.push(resource);
    return resource;
  }

  ShardStorage missingPlace() {
    return closedAfterTest(newStorage());
  }

  ShardStorage emptyPlace() {
    ShardStorage storage = missingPlace();
    storage.create();
    StorageLock lock = storage.lock();
    closedAfterTest(lock);
    return storage;
  }

  Shard create(ShardStorage storage, int id) {
    return closedAfterTest(storage.createShard(id, SIZE_BYTES, HEADER));
  }

  Shard open(ShardStorage storage, int id, ShardAccess access) {
    return closedAfterTest(storage.openShard(id, access));
  }

  static void append(Shard shard, long offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    shard.append(offset, bytes, 0, bytes.length);
  }

  static String text(Shard shard, long offset, long length) {
    byte[] bytes = shard.read(offset, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  static byte[] bytes(Shard shard) {
    return shard.read(0, shard.sizeBytes()).toArray(ValueLayout.JAVA_BYTE);
  }

  static byte[] fresh() {
    return Arrays.copyOf(HEADER, SIZE_BYTES);
  }

  @Test
  void givesItsIdAndItsSize() {
    Shard shard = create(emptyPlace(), 42);

    assertThat(shard.id()).isEqualTo(42);
    assertThat(shard.sizeBytes()).isEqualTo(SIZE_BYTES);
  }

  @Test
  void givesBackWhatWasAppendedAndZerosElsewhere() {
    Shard shard = create(emptyPlace(), 1);
    append(shard, 100, "stone on stone");

    byte[] wanted = fresh();
    System.arraycopy("stone on stone".getBytes(StandardCharsets.US_ASCII), 0, wanted, 100, 14);
    assertThat(bytes(shard)).isEqualTo(wanted);
  }

  @Test
  void appendsTheRangeOfTheSourceThatIsAskedFor() {
    Shard shard = create(emptyPlace(), 1);
    shard.append(HEADER.length, "..stone..".getBytes(StandardCharsets.US_ASCII), 2, 5);

    assertThat(text(shard, HEADER.length, 5)).isEqualTo("stone");
    assertThat(shard.read(HEADER.length + 5L, 4).toArray(ValueLayout.JAVA_BYTE))
        .containsOnly((byte) 0);
  }

  @Test
  void appendsUpToTheVeryEnd() {
    Shard shard = create(emptyPlace(), 1);
    append(shard, SIZE_BYTES - 5L, "stone");

    assertThat(text(shard, SIZE_BYTES - 5L, 5)).isEqualTo("stone");
  }

  @Test
  void appendsAndReadsNothingAtTheVeryEnd() {
    Shard shard = create(emptyPlace(), 1);
    append(shard, SIZE_BYTES, "");

    assertThat(shard.read(SIZE_BYTES, 0).byteSize()).isZero();
  }

  @Test
  void refusesToAppendOutsideItsBoundsAndWritesNothing() {
    Shard shard = create(emptyPlace(), 1);
    byte[] source = {1, 2, 3, 4};

    for (long offset : new long[] {-1, SIZE_BYTES - 3, SIZE_BYTES + 1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> shard.append(offset, source, 0, 4))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> shard.append(100, source, 1, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shard.append(100, source, -1, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shard.append(100, source, 0, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(bytes(shard)).isEqualTo(fresh());
  }

  @Test
  void refusesToReadOutsideItsBounds() {
    Shard shard = create(emptyPlace(), 1);

    assertThatThrownBy(() -> shard.read(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shard.read(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shard.read(SIZE_BYTES - 3L, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shard.read(Long.MAX_VALUE, Long.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void copiesTheRangeThatIsAskedForToWhereItIsWanted() {
    Shard shard = create(emptyPlace(), 1);
    append(shard, SIZE_BYTES - 5L, "stone");
    byte[] target = "..........".getBytes(StandardCharsets.US_ASCII);

    shard.read(SIZE_BYTES - 5L, target, 3, 5);
    shard.read(SIZE_BYTES, target, 10, 0);

    assertThat(new String(target, StandardCharsets.US_ASCII)).isEqualTo("...stone..");
  }

  @Test
  void refusesToCopyFromOrToOutsideTheBounds() {
    Shard shard = create(emptyPlace(), 1);
    byte[] target = new byte[8];

    for (long offset : new long[] {-1, SIZE_BYTES - 3, SIZE_BYTES + 1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> shard.read(offset, target, 0, 4))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> shard.read(0, target, 5, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shard.read(0, target, -1, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shard.read(0, target, 0, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void copiesWhatIsReadOnceAsItCopiesAllElse() {
    Shard shard = create(emptyPlace(), 1);
    append(shard, SIZE_BYTES - 5L, "stone");
    shard.sync();
    byte[] target = "..........".getBytes(StandardCharsets.US_ASCII);

    shard.readOnce(SIZE_BYTES - 5L, target, 3, 5);
    shard.readOnce(SIZE_BYTES, target, 10, 0);

    assertThat(new String(target, StandardCharsets.US_ASCII)).isEqualTo("...stone..");
    byte[] whole = new byte[SIZE_BYTES];
    shard.readOnce(0, whole, 0, SIZE_BYTES);
    assertThat(whole).isEqualTo(bytes(shard));
    for (long offset : new long[] {-1, SIZE_BYTES - 3, SIZE_BYTES + 1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> shard.readOnce(offset, target, 0, 4))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> shard.readOnce(0, target, 7, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsOnceThoughItsThreadIsInterrupted() {
    Shard shard = create(emptyPlace(), 1);
    byte[] target = new byte[HEADER.length];
    Thread.currentThread().interrupt();

    shard.readOnce(0, target, 0, target.length);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(target).isEqualTo(HEADER);
    assertThat(text(shard, 0, HEADER.length)).isEqualTo("the header");
  }

  @Test
  void givesViewsThatCannotBeWrittenTo() {
    MemorySegment view = create(emptyPlace(), 1).read(0, 8);

    assertThat(view.isReadOnly()).isTrue();
    assertThat(view.byteSize()).isEqualTo(8);
  }

  @Test
  void refusesToAppendWhenOpenedForReading() {
    ShardStorage storage = emptyPlace();
    create(storage, 1).close();
    Shard shard = open(storage, 1, ShardAccess.READ);

    assertThatThrownBy(() -> append(shard, 100, "x")).isInstanceOf(IllegalStateException.class);
    assertThat(bytes(shard)).isEqualTo(fresh());
  }

  @Test
  void syncsWhateverItWasOpenedFor() {
    ShardStorage storage = emptyPlace();
    Shard shard = create(storage, 1);
    shard.sync();
    append(shard, HEADER.length, "stone");
    shard.sync();
    shard.sync();
    append(shard, SIZE_BYTES - 5L, "stone");
    shard.sync();
    shard.close();

    open(storage, 1, ShardAccess.READ).sync();
    open(storage, 1, ShardAccess.APPEND).sync();
  }

  @Test
  void keepsWhatWasAppendedWithoutASync() {
    ShardStorage storage = emptyPlace();
    Shard shard = create(storage, 1);
    append(shard, HEADER.length, "stone");
    shard.close();

    Shard reopened = open(reopen(storage), 1, ShardAccess.APPEND);
    append(reopened, HEADER.length + 5L, " on stone");
    reopened.close();

    assertThat(text(open(reopen(storage), 1, ShardAccess.READ), HEADER.length, 14))
        .isEqualTo("stone on stone");
  }

  @Test
  void answersEveryCallAfterCloseWithIllegalState() {
    Shard shard = create(emptyPlace(), 1);
    shard.close();
    shard.close();

    assertThatThrownBy(() -> append(shard, 100, "x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> append(shard, 100, "")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> shard.read(0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> shard.read(0, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> shard.read(0, new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> shard.readOnce(0, new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(shard::sync).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesItsViewsAwayWhenItCloses() {
    ShardStorage storage = emptyPlace();
    Shard created = create(storage, 1);
    MemorySegment writtenView = created.read(0, 8);
    created.close();
    Shard opened = open(storage, 1, ShardAccess.READ);
    MemorySegment openedView = opened.read(0, 8);
    opened.close();

    assertThatThrownBy(() -> writtenView.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> openedView.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesViewsAwayFromThreadsThatAreReading() throws Exception {
    Shard shard = create(emptyPlace(), 1);
    CountDownLatch reading = new CountDownLatch(READERS);
    AtomicBoolean givenUp = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        readers.add(threads.submit(() -> readUntilClosed(shard, reading, givenUp)));
      }
      reading.await();
      try {
        shard.close();
      } catch (RuntimeException failure) {
        givenUp.set(true);
        throw failure;
      }
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  private static long readUntilClosed(Shard shard, CountDownLatch reading, AtomicBoolean givenUp) {
    long reads = 0;
    try {
      while (!givenUp.get()) {
        assertThat(shard.read(0, 1).get(ValueLayout.JAVA_BYTE, 0)).isEqualTo(HEADER[0]);
        // A checksum of a buffer holds on to the view while it runs.
        new CRC32C().update(shard.read(0, shard.sizeBytes()).asByteBuffer());
        if (reads++ == 0) {
          reading.countDown();
        }
      }
      throw new AssertionError("a closed shard still gives views");
    } catch (IllegalStateException closed) {
      return reads;
    } finally {
      reading.countDown();
    }
  }

  @Test
  void servesReadersWhileOneThreadAppendsAndAnotherSyncs() throws Exception {
    Shard shard = create(emptyPlace(), 1);
    AtomicLong published = new AtomicLong(HEADER.length);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> others = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        others.add(threads.submit(() -> readAsPublished(shard, published)));
      }
      others.add(threads.submit(() -> syncAsPublished(shard, published)));
      try {
        for (int offset = HEADER.length; offset < SIZE_BYTES; offset++) {
          shard.append(offset, new byte[] {(byte) (offset | 1)}, 0, 1);
          published.set(offset + 1L);
        }
      } finally {
        published.set(SIZE_BYTES);
      }
      for (Future<?> other : others) {
        other.get();
      }
    }
  }

  @Test
  void isReadAndWrittenAsBeforeAfterHints() {
    Shard shard = create(emptyPlace(), 1);
    shard.expectSequentialReads();
    shard.expectRandomReads();
    append(shard, HEADER.length, "stone");
    shard.prefetch(0, SIZE_BYTES);
    shard.prefetch(HEADER.length, 1);
    for (int i = 0; i < 100; i++) {
      shard.sync(); // some prepare for more of them
    }
    shard.expectAppends(HEADER.length + 5L, SIZE_BYTES - HEADER.length - 5L);

    assertThat(text(shard, HEADER.length, 5)).isEqualTo("stone");
    append(shard, HEADER.length + 5, "wall");
    assertThat(text(shard, HEADER.length, 9)).isEqualTo("stonewall");
    byte[] rest = new byte[SIZE_BYTES - HEADER.length - 9];
    shard.read(HEADER.length + 9L, rest, 0, rest.length);
    assertThat(rest).containsOnly(0);
  }

  private static void readAsPublished(Shard shard, AtomicLong published) {
    long seen = HEADER.length;
    while (seen < SIZE_BYTES) {
      long end = published.get();
      for (; seen < end; seen++) {
        assertThat(shard.read(seen, 1).get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) (seen | 1));
      }
    }
  }

  private static void syncAsPublished(Shard shard, AtomicLong published) {
    long end;
    do {
      end = published.get();
      shard.sync();
    } while (end < SIZE_BYTES);
  }
}
