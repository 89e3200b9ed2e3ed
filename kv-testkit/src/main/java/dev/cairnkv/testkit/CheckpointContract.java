package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link ShardStorageContract} that is about the checkpoint. */
abstract class CheckpointContract extends DocumentContract {

  /** See {@link ShardStorageContract}. */
  protected abstract ShardStorage newStorageWithRoomFor(long bytes);

  @Test
  void hasNoCheckpointAtFirst() {
    assertThat(missingPlace().openCheckpoint()).isNull();
    ShardStorage storage = emptyPlace();
    storage.deleteCheckpoint();

    assertThat(storage.openCheckpoint()).isNull();
  }

  @Test
  void makesNoCheckpointWhereThePlaceDoesNotExist() {
    ShardStorage storage = missingPlace();
    storage.deleteCheckpoint();

    assertThatThrownBy(() -> storage.createCheckpoint(10)).isInstanceOf(StorageException.class);
    assertThat(storage.openCheckpoint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 1_234_567})
  void givesBackACheckpoint(int length) {
    ShardStorage storage = emptyPlace();
    byte[] content = new byte[length];
    for (int place = 0; place < length; place++) {
      content[place] = (byte) (place * 31 + 7);
    }
    publish(storage, content);

    assertThat(content(reopen(storage))).isEqualTo(content);
  }

  @Test
  void appendsPartsOfArraysOneBehindTheOther() {
    ShardStorage storage = emptyPlace();
    try (CheckpointWriter writer = storage.createCheckpoint(7)) {
      byte[] source = bytes("xstoney");
      writer.append(source, 1, 3);
      Arrays.fill(source, 0, 4, (byte) '-');
      writer.append(source, 7, 0);
      writer.append(source, 4, 2);
      writer.append(bytes("!!"), 0, 2);
      writer.publish();
    }

    assertThat(text(storage)).isEqualTo("stone!!");
  }

  @Test
  void givesZerosWhereNothingWasAppended() {
    ShardStorage storage = emptyPlace();
    publish(storage, bytes("longer than what follows"));
    try (CheckpointWriter writer = storage.createCheckpoint(10)) {
      writer.append(bytes("stone"), 0, 5);
      writer.publish();
    }
    assertThat(content(storage)).isEqualTo(Arrays.copyOf(bytes("stone"), 10));
    try (CheckpointWriter writer = storage.createCheckpoint(20)) {
      writer.publish();
    }

    assertThat(content(storage)).isEqualTo(new byte[20]);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesACheckpointWithoutASize(long sizeBytes) {
    ShardStorage storage = emptyPlace();

    assertThatThrownBy(() -> storage.createCheckpoint(sizeBytes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(storage.openCheckpoint()).isNull();
    assertThat(storage.unknownNames()).isEmpty();
  }

  @Test
  void refusesRangesThatAreNotThereAndWritesNothingOfThem() {
    ShardStorage storage = emptyPlace();
    try (CheckpointWriter writer = storage.createCheckpoint(5)) {
      writer.append(bytes("st"), 0, 2);
      byte[] source = bytes("xxxx");
      assertOutOfBounds(() -> writer.append(source, 0, 4));
      assertOutOfBounds(() -> writer.append(source, 2, 3));
      assertOutOfBounds(() -> writer.append(source, -1, 2));
      assertOutOfBounds(() -> writer.append(source, 0, -1));
      assertOutOfBounds(() -> writer.append(source, 5, 0));
      writer.append(bytes("one"), 0, 3);
      assertOutOfBounds(() -> writer.append(source, 0, 1));
      writer.publish();
    }

    assertThat(text(storage)).isEqualTo("stone");
  }

  @Test
  void showsACheckpointOnlyWhenItIsPublished() {
    ShardStorage storage = emptyPlace();
    try (CheckpointWriter writer = storage.createCheckpoint(5)) {
      writer.append(bytes("stone"), 0, 5);
      assertThat(storage.openCheckpoint()).isNull();
      assertThat(reopen(storage).unknownNames()).isEmpty();
      writer.publish();
      assertThat(text(storage)).isEqualTo("stone");
    }

    assertThat(text(storage)).isEqualTo("stone");
  }

  @Test
  void keepsTheCheckpointBeforeUntilTheNewOneIsPublished() {
    ShardStorage storage = emptyPlace();
    publish(storage, bytes("first"));
    try (CheckpointReader reader = present(storage.openCheckpoint());
        CheckpointWriter writer = storage.createCheckpoint(6)) {
      writer.append(bytes("second"), 0, 6);
      assertThat(text(reader.read(0, 5))).isEqualTo("first");
      assertThat(text(storage)).isEqualTo("first");
    }
    assertThat(text(storage)).isEqualTo("first");
    publish(storage, bytes("second"));

    assertThat(text(reopen(storage))).isEqualTo("second");
  }

  @Test
  void dropsACheckpointThatIsNotPublishedWithEverythingItHeld() {
    ShardStorage storage = closedAfterTest(newStorageWithRoomFor(3L * SIZE_BYTES));
    storage.create();
    closedAfterTest(storage.lock());
    for (int round = 0; round < 5; round++) {
      try (CheckpointWriter writer = storage.createCheckpoint(2L * SIZE_BYTES)) {
        writer.append(new byte[SIZE_BYTES], 0, SIZE_BYTES);
      }
      assertThat(storage.openCheckpoint()).isNull();
      assertThat(storage.unknownNames()).isEmpty();
    }
  }

  @Test
  void refusesACheckpointForWhichThereIsNoRoomAndKeepsTheOneBefore() {
    ShardStorage storage = closedAfterTest(newStorageWithRoomFor(2L * SIZE_BYTES));
    storage.create();
    closedAfterTest(storage.lock());
    publish(storage, bytes("first"));

    assertThatThrownBy(() -> storage.createCheckpoint(3L * SIZE_BYTES))
        .isInstanceOf(StoreFullException.class);
    assertThat(text(storage)).isEqualTo("first");
    assertThat(storage.unknownNames()).isEmpty();
    publish(storage, bytes("second"));
    assertThat(text(storage)).isEqualTo("second");
  }

  @Test
  void writesNothingWhenItIsPublishedOrClosed() {
    ShardStorage storage = emptyPlace();
    CheckpointWriter published = closedAfterTest(storage.createCheckpoint(5));
    published.publish();
    assertEnded(published);
    published.close();
    published.close();
    assertEnded(published);
    CheckpointWriter closed = storage.createCheckpoint(7);
    closed.close();
    closed.close();
    assertEnded(closed);

    assertThat(content(storage)).isEqualTo(new byte[5]);
  }

  private static void assertEnded(CheckpointWriter writer) {
    assertThatThrownBy(() -> writer.append(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(writer::publish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deletesTheCheckpoint() {
    ShardStorage storage = emptyPlace();
    publish(storage, bytes("first"));
    storage.writeDocument("checkpoint", HEADER);
    storage.deleteCheckpoint();

    assertThat(reopen(storage).openCheckpoint()).isNull();
    assertThat(storage.readDocument("checkpoint")).isEqualTo(HEADER);
    storage.deleteCheckpoint();
  }

  @Test
  void keepsTheCheckpointApartFromShardsAndDocuments() {
    ShardStorage storage = emptyPlace();
    publish(storage, bytes("stone"));
    create(storage, 1);
    for (String name : new String[] {"checkpoint", "index", "manifest"}) {
      storage.writeDocument(name, HEADER);
      storage.deleteDocument(name);
    }

    assertThat(storage.unknownNames()).isEmpty();
    assertThat(storage.shardIds()).containsExactly(1);
    assertThat(text(storage)).isEqualTo("stone");
  }

  @Test
  void readsRangesWithoutLettingAnyoneWrite() {
    ShardStorage storage = emptyPlace();
    publish(storage, bytes("stone"));
    try (CheckpointReader reader = present(storage.openCheckpoint())) {
      assertThat(reader.sizeBytes()).isEqualTo(5);
      assertThat(text(reader.read(1, 3))).isEqualTo("ton");
      assertThat(reader.read(5, 0).byteSize()).isZero();
      assertThat(reader.read(0, 5).isReadOnly()).isTrue();
      assertOutOfBounds(() -> reader.read(0, 6));
      assertOutOfBounds(() -> reader.read(5, 1));
      assertOutOfBounds(() -> reader.read(-1, 2));
      assertOutOfBounds(() -> reader.read(2, -1));
    }
  }

  @Test
  void takesItsViewsAwayWhenAReaderIsClosed() {
    ShardStorage storage = emptyPlace();
    publish(storage, bytes("stone"));
    CheckpointReader reader = present(storage.openCheckpoint());
    CheckpointReader other = closedAfterTest(present(storage.openCheckpoint()));
    MemorySegment view = reader.read(0, 5);
    reader.close();
    reader.close();

    assertThatThrownBy(() -> reader.read(0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> view.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThat(text(other.read(0, 5))).isEqualTo("stone");
  }

  @Test
  void isReadByManyThreadsAtOnce() throws Exception {
    ShardStorage storage = emptyPlace();
    byte[] content = new byte[100_000];
    Arrays.fill(content, (byte) 42);
    publish(storage, content);
    try (CheckpointReader reader = present(storage.openCheckpoint());
        ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      CountDownLatch start = new CountDownLatch(READERS);
      Future<?>[] readers = new Future<?>[READERS];
      for (int place = 0; place < READERS; place++) {
        readers[place] =
            threads.submit(
                () -> {
                  start.countDown();
                  start.await();
                  for (int offset = 0; offset < content.length; offset += 1000) {
                    assertThat(reader.read(offset, 1000).toArray(ValueLayout.JAVA_BYTE))
                        .containsOnly((byte) 42);
                  }
                  return null;
                });
      }
      for (Future<?> one : readers) {
        one.get();
      }
    }
  }

  @Test
  void writesACheckpointWhileOthersUseShardsAndDocuments() throws Exception {
    ShardStorage storage = emptyPlace();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      CountDownLatch writing = new CountDownLatch(1);
      Future<?> writer =
          other.submit(
              () -> {
                writing.countDown();
                for (int round = 1; round <= 20; round++) {
                  byte[] content = new byte[round];
                  Arrays.fill(content, (byte) round);
                  publish(storage, content);
                }
              });
      writing.await();
      do {
        storage.createShard(1, SIZE_BYTES, HEADER).close();
        storage.writeDocument("manifest", HEADER);
        storage.deleteShard(1);
        assertThat(storage.unknownNames()).isEmpty();
        byte[] content = contentIfPresent(storage);
        if (content != null) {
          assertThat(content).isNotEmpty().containsOnly((byte) content.length);
        }
      } while (!writer.isDone());
      writer.get();
    }

    assertThat(content(storage)).hasSize(20);
  }

  private static void publish(ShardStorage storage, byte[] content) {
    try (CheckpointWriter writer = storage.createCheckpoint(content.length)) {
      int half = content.length / 2;
      writer.append(content, 0, half);
      writer.append(content, half, content.length - half);
      writer.publish();
    }
  }

  private static byte[] content(ShardStorage storage) {
    byte[] content = contentIfPresent(storage);
    return Objects.requireNonNull(content, "no checkpoint");
  }

  private static byte @Nullable [] contentIfPresent(ShardStorage storage) {
    try (CheckpointReader reader = storage.openCheckpoint()) {
      return reader == null
          ? null
          : reader.read(0, reader.sizeBytes()).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static String text(ShardStorage storage) {
    return new String(content(storage), StandardCharsets.US_ASCII);
  }

  private static String text(MemorySegment view) {
    return new String(view.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII);
  }

  private static CheckpointReader present(@Nullable CheckpointReader reader) {
    return Objects.requireNonNull(reader, "no checkpoint");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void assertOutOfBounds(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
