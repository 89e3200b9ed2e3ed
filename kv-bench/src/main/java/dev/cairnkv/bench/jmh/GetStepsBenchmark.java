package dev.cairnkv.bench.jmh;

import dev.cairnkv.KeyType;
import dev.cairnkv.bench.peer.Form;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.spi.PayloadBuffer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The first steps of a get, each with those before it, as each gives the next one its address. What
 * a get takes beyond {@link #copy} is to check, to decode, and to be a store.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class GetStepsBenchmark extends Defaults {
  private static final int FRAME_BYTES = 152;
  private static final int KEYS = 2_000_000;

  private final Fingerprinter<byte[]> fingerprinter =
      new Fingerprinter<>(KeyType.BYTES, new FingerprintSeed(1, 2));
  private final PayloadBuffer scratch = new PayloadBuffer();
  private final Index index = new Index();
  private final byte[] frame = new byte[FRAME_BYTES];
  private MappedFile file;
  private long next;

  /** Makes an index of frames, and a file where they would be. */
  @Setup
  public void setUp() throws IOException {
    file = new MappedFile((long) KEYS * FRAME_BYTES);
    for (int i = 0; i < KEYS; i++) {
      index.put(fingerprint(i), Location.pack(1, (long) i * FRAME_BYTES, FRAME_BYTES));
    }
  }

  /** Deletes the file. */
  @TearDown
  public void tearDown() {
    file.close();
  }

  /** Makes a key, and its fingerprint. */
  @Benchmark
  public long fingerprint() {
    return random().low();
  }

  /** And looks it up. */
  @Benchmark
  public long index() {
    return locate();
  }

  /** And reads the first byte of the frame, which brings a cache line. */
  @Benchmark
  public byte firstByte() {
    return file.bytes().get(ValueLayout.JAVA_BYTE, Location.offset(locate()));
  }

  /** And copies the frame. */
  @Benchmark
  public byte copy() {
    long offset = Location.offset(locate());
    MemorySegment.copy(file.bytes(), ValueLayout.JAVA_BYTE, offset, frame, 0, FRAME_BYTES);
    return frame[FRAME_BYTES - 1];
  }

  private long locate() {
    return index.get(random());
  }

  private Fingerprint random() {
    return fingerprint(Math.unsignedMultiplyHigh(Form.mix(next++), KEYS));
  }

  private Fingerprint fingerprint(long number) {
    return fingerprinter.fingerprint(Form.BYTES.key(number), scratch);
  }
}
