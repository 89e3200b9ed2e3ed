package dev.cairnkv.bench.jmh;

import dev.cairnkv.KeyType;
import dev.cairnkv.bench.peer.Form;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The least that a put of a new key must do, and nothing else: fingerprint, encode, both checksums,
 * a copy into a mapped file that is in memory, and a slot of a flat table that is half full. There
 * is no lock, no shard that fills up, nothing that grows, and nothing that other threads can see.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class BarePutBenchmark extends Defaults {
  private static final long FILE_BYTES = 64L << 20;

  private final Fingerprinter<byte[]> fingerprinter =
      new Fingerprinter<>(KeyType.BYTES, new FingerprintSeed(1, 2));
  private final Checksum checksum = Checksum.of(new UUID(1, 2), 1);
  private final PayloadBuffer scratch = new PayloadBuffer();
  private final FrameBuffer frame = new FrameBuffer();
  private final Codec<byte[], byte[]> codec = KryoCodec.bytes();
  private final byte[] value = new byte[VALUE_BYTES];
  private final FlatTable table = new FlatTable(2 * MANY);
  private MappedFile file;
  private long tail;
  private int next;

  /** Makes the file. */
  @Setup
  public void setUp() throws IOException {
    file = new MappedFile(FILE_BYTES);
  }

  /** Deletes it. */
  @TearDown
  public void tearDown() {
    file.close();
    table.close();
  }

  /** Puts a key that is not there. */
  @Benchmark
  public long put() {
    if (next == MANY) {
      next = 0;
      table.clear();
    }
    byte[] key = Form.BYTES.key(next++);
    Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch);
    frame.begin(fingerprint);
    codec.encode(key, value, frame.payload());
    frame.endPayload();
    long offset = tail + frame.frameLength(false) > FILE_BYTES ? 0 : tail;
    int start = frame.complete(FrameKind.PUT, next, 0, offset, checksum);
    int length = frame.frameLength(false);
    MemorySegment.copy(frame.array(), start, file.bytes(), ValueLayout.JAVA_BYTE, offset, length);
    tail = offset + length;
    table.put(fingerprint.low(), offset);
    return tail;
  }
}
