package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.cairnkv.StorageException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class PieceReaderTest {
  private static final int SHARD_BYTES = 1 << 20;
  private static final int SMALL_BYTES = 200;
  private static final int LARGE_BYTES = 300 << 10;

  private final Shard stored = mock(Shard.class, delegatesTo(newShard()));
  private final LogShard shard =
      new LogShard(
          stored,
          new ShardHeader(1, new UUID(1, 2), SHARD_BYTES, 1, 0, new CodecStamp("test", 1, 0)));

  private static Shard newShard() {
    InMemoryShardStorage storage = new InMemoryShardStorage();
    storage.create();
    return storage.createShard(1, SHARD_BYTES, new byte[1]);
  }

  private void append(int payloadBytes, Random random) {
    byte[] payload = new byte[payloadBytes];
    random.nextBytes(payload);
    FrameBuffer frame = new FrameBuffer();
    frame.begin(new Fingerprint(random.nextLong(), random.nextLong()));
    frame.payload().write(payload, 0, payload.length);
    frame.endPayload();
    long offset = shard.tail();
    int start = frame.complete(FrameKind.PUT, 0, 0, offset, shard.decoder().checksum());
    shard.append(offset, frame.array(), start, frame.frameLength(false));
  }

  private void fill(int mostPayloadBytes) {
    Random random = new Random(7);
    while (shard.tail() + mostPayloadBytes + SMALL_BYTES < SHARD_BYTES) {
      append(random.nextInt(mostPayloadBytes), random);
    }
    clearInvocations(stored);
  }

  /** Reads all frames: the headers of some first, as far as may be, and then their payloads. */
  private List<byte[]> payloads() {
    PieceReader reader = new PieceReader(shard);
    List<byte[]> payloads = new ArrayList<>();
    List<FrameHeader> ahead = new ArrayList<>();
    long from = ShardHeaderDescriptor.LENGTH;
    while (from < shard.tail()) {
      long offset = from;
      while (offset < shard.tail() && offset - from <= PieceReader.MOST_BYTES_AHEAD) {
        ahead.add(Objects.requireNonNull(reader.header(offset, from)));
        offset += ahead.getLast().frameLength();
      }
      for (FrameHeader header : ahead) {
        payloads.add(payload(reader.frame(header, from)));
        from += header.frameLength();
      }
      ahead.clear();
    }
    return payloads;
  }

  private List<byte[]> payloadsOneByOne() {
    return payloads(shard::frame);
  }

  private List<byte[]> payloadsInOneArray() {
    PieceReader reader = new PieceReader(shard);
    byte[] array = new byte[LARGE_BYTES + SMALL_BYTES];
    return payloads(offset -> reader.frame(offset, _ -> array));
  }

  private List<byte[]> payloads(LongFunction<Frame> frames) {
    List<byte[]> payloads = new ArrayList<>();
    long offset = ShardHeaderDescriptor.LENGTH;
    while (offset < shard.tail()) {
      Frame frame = frames.apply(offset);
      payloads.add(payload(frame));
      offset += ((Frame.Intact) frame).header().frameLength();
    }
    return payloads;
  }

  private static byte[] payload(Frame frame) {
    return ((Frame.Intact) frame).payload().toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void readsSmallFramesFromAFewPiecesAlone() {
    readsSmallFramesFromAFewPiecesAlone(this::payloads);
  }

  @Test
  void readsFramesOfWhichNothingIsKnownFromAFewPiecesAlone() {
    readsSmallFramesFromAFewPiecesAlone(this::payloadsInOneArray);
  }

  private void readsSmallFramesFromAFewPiecesAlone(Supplier<List<byte[]>> reading) {
    fill(SMALL_BYTES);

    List<byte[]> payloads = reading.get();

    verify(stored, atMost(6)).readOnce(anyLong(), any(), anyInt(), anyInt());
    verify(stored, never()).read(anyLong(), anyLong());
    assertThat(payloads).hasSizeGreaterThan(1000).containsExactlyElementsOf(payloadsOneByOne());
  }

  @Test
  void readsFramesThatAreLargerThanAPiece() {
    fill(LARGE_BYTES);

    assertThat(payloads()).hasSizeGreaterThan(3).containsExactlyElementsOf(payloadsOneByOne());
    assertThat(payloadsInOneArray()).containsExactlyElementsOf(payloadsOneByOne());
  }

  @Test
  void readsEachFrameByItselfOnceAPieceCannotBeRead() {
    fill(SMALL_BYTES);
    doThrow(new StorageException("a sector is broken"))
        .when(stored)
        .readOnce(anyLong(), any(), anyInt(), anyInt());

    List<byte[]> payloads = payloads();

    verify(stored, times(1)).readOnce(anyLong(), any(), anyInt(), anyInt());
    assertThat(payloads).containsExactlyElementsOf(payloadsOneByOne());
    assertThat(payloadsInOneArray()).containsExactlyElementsOf(payloadsOneByOne());
  }

  @Test
  void findsNoHeaderWhereThereIsNone() {
    fill(SMALL_BYTES);
    PieceReader reader = new PieceReader(shard);

    assertThat(reader.header(shard.tail(), shard.tail())).isNull();
    assertThat(reader.header(SHARD_BYTES, SHARD_BYTES)).isNull();
    assertThat(reader.header(SHARD_BYTES - 1, SHARD_BYTES - 1)).isNull();
    assertThat(reader.frame(shard.tail(), byte[]::new)).isInstanceOf(Frame.NoFrame.class);
  }
}
