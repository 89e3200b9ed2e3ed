package dev.cairnkv.fs;

import dev.cairnkv.StorageException;
import dev.cairnkv.fs.Madvise.Advice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/** A file that is mapped into memory as a whole. Needs no open file while it lasts. */
final class Mapping implements AutoCloseable {

  private static final int CACHE_LINE_BYTES = 64;

  /* The pages of the machines that a JDK of this version runs on. */
  private static final long SMALLEST_PAGE_BYTES = 4 << 10;
  private static final long LARGEST_PAGE_BYTES = 64 << 10;

  static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> WRITING =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path name;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final MemorySegment view;

  private volatile boolean isRandom;

  /* Kept, since what nobody uses is not read once it is compiled. */
  @SuppressWarnings("unused")
  private volatile int touched;

  private Mapping(Path file, Path name, Set<OpenOption> options, MapMode mode) throws IOException {
    this.name = name;
    try {
      this.memory = Uninterruptible.call(() -> map(file, options, mode, arena));
    } catch (Throwable failure) {
      arena.close();
      throw failure;
    }
    this.view = memory.asReadOnly();
  }

  static Mapping forReading(Path file) throws IOException {
    return new Mapping(file, file, READING, MapMode.READ_ONLY);
  }

  static Mapping forWriting(Path file) throws IOException {
    return forWriting(file, file);
  }

  /** Maps a file that will have another name. */
  static Mapping forWriting(Path file, Path name) throws IOException {
    return new Mapping(file, name, WRITING, MapMode.READ_WRITE);
  }

  private static MemorySegment map(Path file, Set<OpenOption> options, MapMode mode, Arena arena)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, options)) {
      return channel.map(mode, 0, channel.size(), arena);
    }
  }

  long sizeBytes() {
    return memory.byteSize();
  }

  /**
   * Returns a view that nobody can write through.
   *
   * @throws IndexOutOfBoundsException if the range is not within the file
   */
  MemorySegment read(long offset, long length) {
    return view.asSlice(offset, length);
  }

  /**
   * Copies {@code length} bytes at {@code offset} to {@code target}, from {@code start}.
   *
   * @throws IndexOutOfBoundsException if there is no such range
   */
  void read(long offset, byte[] target, int start, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, target, start, length);
  }

  /** Says that the file will be read from its beginning to its end. */
  void expectSequentialReads() {
    boolean _ = advise(0, sizeBytes(), Advice.SEQUENTIAL);
    isRandom = false;
  }

  /** Says that reads will come in no order. */
  void expectRandomReads() {
    if (!isRandom) {
      boolean _ = advise(0, sizeBytes(), Advice.RANDOM);
      isRandom = true;
    }
  }

  private boolean advise(long start, long end, Advice advice) {
    return Madvise.advise(memory.asSlice(start, end - start), advice);
  }

  /**
   * Faults in whole pages that will be written, so that the writer need not wait for that. The
   * system may write them to the disk as they are.
   *
   * <p>The system takes memory for them one by one, since reads are said to come in no order, and
   * not ahead in pieces of up to 2 MiB. Of such a piece, a sync writes the whole for a byte in it;
   * and where the system now and then marks pages to see which are in use, it marks the whole.
   *
   * <p>Each is read as well: a hypervisor that keeps page tables of its own enters a page there
   * when it is first used, and again once it was marked, which takes some microseconds.
   *
   * @throws IllegalStateException if the mapping is closed meanwhile
   * @throws InternalError if the device fails, here or later
   */
  void expectWrites(long offset, long length) {
    long first = roundUp(offset);
    long last = endOfExpected(offset, length);
    if (last > first) {
      expectRandomReads();
      boolean _ = advise(first, last, Advice.POPULATE_WRITE);
      touched = touch(first, last);
    }
  }

  private int touch(long first, long last) {
    int sum = 0;
    for (long page = first; page < last; page += SMALLEST_PAGE_BYTES) {
      sum += memory.get(ValueLayout.JAVA_BYTE, page);
    }
    return sum;
  }

  /** Makes the pages durable that {@link #expectWrites} faulted in, whatever is in them by now. */
  void forceExpected(long offset, long length) throws IOException {
    long first = roundUp(offset);
    long last = endOfExpected(offset, length);
    if (last > first) {
      force(first, last);
    }
  }

  private long endOfExpected(long offset, long length) {
    return Math.min(roundUp(offset + length), sizeBytes());
  }

  /**
   * Reads a byte of each cache line, so that the lines are fetched side by side with what the
   * caller does next.
   */
  void prefetch(long offset, int length) {
    int sum = memory.get(ValueLayout.JAVA_BYTE, offset + length - 1);
    for (int i = 0; i < length; i += CACHE_LINE_BYTES) {
      sum += memory.get(ValueLayout.JAVA_BYTE, offset + i);
    }
    if (sum == Integer.MIN_VALUE) {
      Thread.onSpinWait(); // never: but what nobody uses is not read once it is compiled
    }
  }

  /**
   * Copies {@code length} bytes of {@code source}, from {@code start}, to {@code offset}.
   *
   * @throws IndexOutOfBoundsException if there is no such range; nothing is written
   * @throws StorageException if the device fails
   */
  void write(long offset, byte[] source, int start, int length) {
    Objects.checkFromIndexSize(offset, (long) length, memory.byteSize());
    Objects.checkFromIndexSize(start, length, source.length);
    try {
      MemorySegment.copy(source, start, memory, ValueLayout.JAVA_BYTE, offset, length);
      DeviceFaults.deliver();
    } catch (InternalError fault) {
      throw new StorageException(
          "cannot write " + name + ": the device failed; check it and its file system", fault);
    }
  }

  /** Makes what was written from {@code start} to {@code end} durable. */
  void force(long start, long end) throws IOException {
    if (start == end) {
      return; // some systems take a length of zero for everything
    }
    unmapPages(start, end);
    try {
      memory.asSlice(start, end - start).force();
    } catch (UncheckedIOException failure) {
      throw Objects.requireNonNull(failure.getCause());
    }
  }

  /**
   * Takes whole pages out of the page tables before they are synced. The system would forbid to
   * write each of them, one by one, and interrupt all processors for each; this is one interrupt
   * for all. Who reads there next has many of them mapped again at once.
   */
  private void unmapPages(long start, long end) {
    long first = roundUp(start);
    long last = end / LARGEST_PAGE_BYTES * LARGEST_PAGE_BYTES;
    if (last > first) {
      boolean _ = advise(first, last, Advice.DONT_NEED);
    }
  }

  private static long roundUp(long offset) {
    return (offset + LARGEST_PAGE_BYTES - 1) / LARGEST_PAGE_BYTES * LARGEST_PAGE_BYTES;
  }

  /** Takes the mapping away, without a sync. Closing twice is harmless. */
  @Override
  public synchronized void close() {
    while (arena.scope().isAlive()) {
      try {
        arena.close();
      } catch (IllegalStateException inUse) {
        // A reader is inside a call that holds on to the mapping, which takes microseconds.
        Thread.onSpinWait();
      }
    }
  }
}
