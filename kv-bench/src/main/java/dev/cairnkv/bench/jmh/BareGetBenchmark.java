package dev.cairnkv.bench.jmh;

import dev.cairnkv.bench.peer.Form;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The least that a get must do, and nothing else: a slot of a flat table that is half full, and a
 * copy of a frame out of a mapped file that is in memory.
 *
 * <p>A processor begins the next of such short gets while one waits for memory. A get that checks
 * and decodes is too long for that, so that it takes no less than {@link #inTurn}.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class BareGetBenchmark extends Defaults {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FRAME_BYTES = 152;

  private final FlatTable table = new FlatTable(2 * MANY);
  private final byte[] frame = new byte[FRAME_BYTES];
  private MappedFile file;
  private long next;
  private long last;

  /** Makes the file and the table. */
  @Setup
  public void setUp() throws IOException {
    file = new MappedFile((long) MANY * FRAME_BYTES);
    for (int i = 0; i < MANY; i++) {
      long location = (long) i * FRAME_BYTES;
      file.bytes().set(ValueLayout.JAVA_LONG_UNALIGNED, location, i);
      table.put(hash(i), location);
    }
  }

  /** Deletes the file. */
  @TearDown
  public void tearDown() {
    file.close();
    table.close();
  }

  /** Gets one after the other. */
  @Benchmark
  public long overlapping() {
    return get(Form.mix(next++));
  }

  /** Gets one after the other, so that none begins before the one before has ended. */
  @Benchmark
  public long inTurn() {
    long sign = last >>> (Long.SIZE - 1); // zero, which the processor cannot know
    last = get(Form.mix(next++ + sign));
    return last;
  }

  private long get(long random) {
    long location = table.get(hash(random & (MANY - 1)));
    MemorySegment.copy(file.bytes(), ValueLayout.JAVA_BYTE, location, frame, 0, FRAME_BYTES);
    return (long) LONG.get(frame, 0);
  }

  private static long hash(long number) {
    return Form.mix(~number);
  }
}
