package dev.cairnkv.core.log;

import dev.cairnkv.ShardStats;
import dev.cairnkv.StorageException;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameDecoder;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.PayloadReader;
import dev.cairnkv.core.frame.Seal;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.spi.Shard;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** An open shard with what is known about it. Safe for use by any number of threads. */
public final class LogShard {
  private static final int MOST_PREFETCHED_BYTES = 1 << 10;
  private static final Object NOBODY_LOCKS_THIS = new Object();
  private static final VarHandle TAIL = tailHandle();

  private final Shard shard;
  private final ShardHeader header;
  private final FrameDecoder decoder;
  // One thread at a time writes these, so that it needs no atomic steps, which take long.
  private final AtomicLong liveBytes = new AtomicLong();
  private final AtomicLong liveRecords = new AtomicLong();
  private final AtomicLong tombstoneBytes = new AtomicLong();
  private volatile boolean holdsBrokenBatch;
  private volatile long tail = ShardHeaderDescriptor.LENGTH;

  /** Makes the log's view of an open shard; its tail and its live records are yet to be told. */
  public LogShard(Shard shard, ShardHeader header) {
    this.shard = shard;
    this.header = header;
    this.decoder =
        new FrameDecoder(Checksum.of(header.storeId(), header.shardId()), header.baseSequence());
  }

  /** Returns the header of the shard. */
  public ShardHeader header() {
    return header;
  }

  /** Returns the id of the shard. */
  public int id() {
    return header.shardId();
  }

  /** Returns the bytes that the shard holds. */
  public long sizeBytes() {
    return shard.sizeBytes();
  }

  /** Returns the end of the last frame. */
  public long tail() {
    return tail;
  }

  /** Says where the last frame ends. */
  public void setTail(long tail) {
    this.tail = tail;
  }

  /**
   * Reads the frame at {@code offset}.
   *
   * @param lengthBound the most bytes the frame can have
   * @throws StorageException if the device fails
   * @throws IllegalStateException if the shard is closed
   */
  public Frame frame(long offset, long lengthBound) {
    return frame(offset, lengthBound, byte[]::new);
  }

  /** The same, by way of an array that may be kept: see {@link FrameDecoder#decode}. */
  Frame frame(long offset, long lengthBound, IntFunction<byte[]> arrays) {
    if (offset >= sizeBytes()) {
      return new Frame.NoFrame(); // the end of the shard is missing
    }
    try {
      Frame frame = decoder.decode(read(offset, lengthBound), offset, arrays);
      if (!(frame instanceof Frame.Intact)) {
        deliverFaults();
      }
      return frame;
    } catch (InternalError e) {
      throw unreadable(offset, e);
    }
  }

  /**
   * Returns the header at {@code offset}, or null if there is no intact one. The payload is not
   * looked at.
   *
   * @throws StorageException if the device fails
   * @throws IllegalStateException if the shard is closed
   */
  public @Nullable FrameHeader header(long offset) {
    if (offset >= sizeBytes()) {
      return null; // the end of the shard is missing
    }
    try {
      FrameHeader found =
          decoder.decodeHeader(read(offset, FrameDescriptor.MAX_HEADER_LENGTH), offset);
      if (found == null) {
        deliverFaults();
      }
      return found;
    } catch (InternalError e) {
      throw unreadable(offset, e);
    }
  }

  /**
   * Reads the payload of a put at {@code location}.
   *
   * @return false if there is no intact one, or it cannot be read: {@link #frame} tells why
   * @throws IllegalStateException if the shard is closed
   */
  public boolean payload(long location, PayloadReader target) {
    long offset = Location.offset(location);
    long length = Math.min(Location.lengthBound(location), sizeBytes() - offset);
    try {
      return target.read(shard, decoder.checksum(), offset, (int) length);
    } catch (InternalError _) {
      return false;
    }
  }

  /**
   * Brings the frame at {@code location} closer, as far as that pays. An {@link InternalError} of
   * the device is thrown here or later; {@link #deliverFaults} makes sure that it was.
   *
   * @throws IllegalStateException if the shard is closed
   */
  public void prefetch(long location) {
    long offset = Location.offset(location);
    long length = Math.min(Location.lengthBound(location), sizeBytes() - offset);
    if (length > 0) { // else the end of the shard is missing
      shard.prefetch(offset, (int) Math.min(length, MOST_PREFETCHED_BYTES));
    }
  }

  /**
   * Says that appends are coming up to an offset.
   *
   * @throws StorageException if the device fails, and whoever writes there might not notice
   */
  void expectAppends(long from, long to) {
    try {
      shard.expectAppends(from, to - from);
      deliverFaults();
    } catch (InternalError | IllegalStateException _) {
      return; // whoever writes there meets the fault again; or it was filled and removed meanwhile
    }
  }

  /** Says that a scan follows. */
  public void expectSequentialReads() {
    shard.expectSequentialReads();
  }

  /** Says that no scan follows. */
  public void expectRandomReads() {
    shard.expectRandomReads();
  }

  /** Reads the frame at {@code offset} of which nothing is known. */
  public Frame frame(long offset) {
    return frame(offset, sizeBytes());
  }

  /** Returns the next offset from {@code from} on where an intact header stands, or -1. */
  public long nextHeader(long from) {
    try {
      long next = new HeaderSearch(decoder, read(0, sizeBytes())).next(from);
      deliverFaults();
      return next;
    } catch (InternalError e) {
      throw unreadable(from, e);
    }
  }

  /** Counts the frame at {@code location} as the latest of its key. */
  public void addLive(long location) {
    add(liveBytes, Location.lengthBound(location));
    add(liveRecords, 1);
  }

  /** Takes back {@link #addLive}. */
  public void removeLive(long location) {
    add(liveBytes, -Location.lengthBound(location));
    add(liveRecords, -1);
  }

  /** Counts a frame of so many bytes as a tombstone. */
  public void addTombstone(long bytes) {
    add(tombstoneBytes, bytes);
  }

  private static void add(AtomicLong counter, long more) {
    counter.setRelease(counter.getPlain() + more);
  }

  /** Says that a frame of a batch that was not written to its end stands here. */
  public void markBrokenBatch() {
    holdsBrokenBatch = true;
  }

  /** Sets what is counted of the frames. */
  public void setCounts(FrameCounts counts) {
    liveBytes.set(counts.liveBytes());
    liveRecords.set(counts.liveRecords());
    tombstoneBytes.set(counts.tombstoneBytes());
    holdsBrokenBatch = counts.holdsBrokenBatch();
  }

  /** Returns what is counted of the frames. */
  public FrameCounts counts() {
    return new FrameCounts(
        liveBytes.get(), liveRecords.get(), tombstoneBytes.get(), holdsBrokenBatch);
  }

  /** Takes over the tail and the counts of the same shard opened before. */
  public void takeOver(LogShard before) {
    tail = before.tail;
    setCounts(before.counts());
  }

  /** Returns the figures of this shard. */
  public ShardStats stats(boolean active) {
    return new ShardStats(
        id(),
        header.codec().id(),
        header.codec().version(),
        active,
        sizeBytes(),
        tail,
        liveBytes.get(),
        liveRecords.get(),
        tombstoneBytes.get());
  }

  /**
   * Copies bytes as they stand there.
   *
   * @throws StorageException if the device fails
   * @throws IllegalStateException if the shard is closed
   */
  public void readRaw(long offset, byte[] target, int length) {
    try {
      shard.read(offset, target, 0, length);
      deliverFaults();
    } catch (InternalError e) {
      throw unreadable(offset, e);
    }
  }

  /** The same for a large piece that is read once: see {@link Shard#readOnce}. */
  void readOnce(long offset, byte[] target, int length) {
    try {
      shard.readOnce(offset, target, 0, length);
      deliverFaults();
    } catch (InternalError e) {
      throw unreadable(offset, e);
    }
  }

  /** Closes the shard. */
  public void close() {
    shard.close();
  }

  /**
   * Syncs the shard, seals it behind its tail, and syncs it again.
   *
   * @param frames the number of its frames
   * @param lastSequence the sequence of the last of them
   * @param successor the id of the shard that comes next, or 0 if there is none yet
   */
  public void seal(long frames, long lastSequence, int successor) {
    FrameBuffer seal = new FrameBuffer();
    new Seal(frames, successor).fill(seal, header);
    long offset = tail;
    sync();
    int start =
        seal.complete(
            FrameKind.SEAL,
            Math.max(0, lastSequence - header.baseSequence()),
            offset,
            offset,
            decoder.checksum());
    append(offset, seal.array(), start, FrameDescriptor.SEAL_LENGTH);
    sync();
  }

  /** Returns what the seal of this shard says, or null if there is no intact one. */
  public @Nullable Seal findSeal() {
    try {
      long offset = new HeaderSearch(decoder, read(0, sizeBytes())).seal();
      if (offset >= 0 && frame(offset) instanceof Frame.Intact(_, MemorySegment payload)) {
        return Seal.decode(payload);
      }
      return null;
    } catch (InternalError e) {
      throw unreadable(0, e);
    }
  }

  /** Returns the header at {@code offset} as it was before one of its bits went wrong, or null. */
  public @Nullable FrameHeader correctedHeader(long offset) {
    if (offset >= sizeBytes()) {
      return null; // the end of the shard is missing
    }
    try {
      return decoder.correctHeader(read(offset, sizeBytes()), offset);
    } catch (InternalError e) {
      throw unreadable(offset, e);
    }
  }

  /** Reads the frame at {@code offset}, if need be with one bit of its header turned. */
  public Frame correctedFrame(long offset) {
    Frame frame = frame(offset);
    FrameHeader header = frame instanceof Frame.NoFrame ? correctedHeader(offset) : null;
    if (header == null) {
      return frame;
    }
    try {
      return decoder.decode(header, read(offset, sizeBytes()), offset);
    } catch (InternalError e) {
      throw unreadable(offset, e);
    }
  }

  /**
   * Throws the error of a fault in mapped memory, which must not pass for damage. In compiled code
   * such an error stays pending until the thread looks for it, as every native call does.
   */
  public static void deliverFaults() {
    if (Thread.holdsLock(NOBODY_LOCKS_THIS)) {
      throw new AssertionError("nobody locks this");
    }
  }

  /** Returns the bytes from {@code from} to the last byte that is not zero. */
  public long writtenBytes(long from) {
    if (from >= sizeBytes()) {
      return 0;
    }
    try {
      MemorySegment rest = read(from, sizeBytes() - from);
      long end = rest.byteSize();
      while (end > 0 && rest.get(ValueLayout.JAVA_BYTE, end - 1) == 0) {
        end--;
      }
      deliverFaults();
      return end;
    } catch (InternalError e) {
      throw unreadable(from, e);
    }
  }

  void append(long offset, byte[] source, int start, int length) {
    try {
      shard.append(offset, source, start, length);
    } catch (InternalError e) {
      throw new StorageException(
          "the device failed while writing to shard " + id() + " at offset " + offset, e);
    }
    TAIL.setRelease(this, offset + length);
  }

  /**
   * Makes everything appended durable against power loss.
   *
   * @throws StorageException if that fails
   */
  public void sync() {
    try {
      shard.sync();
    } catch (InternalError e) {
      throw new StorageException("the device failed while syncing shard " + id(), e);
    }
  }

  private static VarHandle tailHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(LogShard.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  FrameDecoder decoder() {
    return decoder;
  }

  private MemorySegment read(long offset, long lengthBound) {
    return shard.read(offset, Math.min(lengthBound, sizeBytes() - offset));
  }

  private StorageException unreadable(long offset, InternalError cause) {
    return new StorageException(
        "the device failed while reading shard " + id() + " at offset " + offset, cause);
  }
}
