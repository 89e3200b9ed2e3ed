package dev.cairnkv.fs;

import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** An open shard: a file that is mapped into memory. */
final class MappedShard implements Shard {

  private static final VarHandle APPENDED_UP_TO = appendedUpToHandle();

  /** So many syncs between two hints that appends are coming are many. */
  private static final int MANY_SYNCS = 16;

  private final int id;
  private final Path file;
  private final ShardAccess access;
  private final Mapping mapping;

  /* Each is held while syncing, and both while closing: a mapping must not go away under a sync. */
  private final Object aheadMonitor = new Object();
  private final Object syncMonitor = new Object();

  private final AtomicInteger syncs = new AtomicInteger();

  /* Whether all bytes below syncedUpTo are durable, those of earlier openers included. */
  private boolean syncedBefore;
  private long syncedUpTo;
  private volatile long appendedUpTo;
  private volatile boolean closed;

  private MappedShard(int id, Path file, ShardAccess access, Mapping mapping) {
    this.id = id;
    this.file = file;
    this.access = access;
    this.mapping = mapping;
  }

  /** Makes a shard of a file that is durable up to now. */
  static MappedShard created(int id, Path file, Mapping mapping) {
    MappedShard shard = new MappedShard(id, file, ShardAccess.APPEND, mapping);
    shard.syncedBefore = true;
    return shard;
  }

  /** Opens a shard of which an earlier process may have left bytes that were not synced. */
  static MappedShard opened(int id, Path file, ShardAccess access) throws IOException {
    Mapping mapping =
        switch (access) {
          case READ -> Mapping.forReading(file);
          case APPEND -> Mapping.forWriting(file);
        };
    return new MappedShard(id, file, access, mapping);
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public long sizeBytes() {
    return mapping.sizeBytes();
  }

  @Override
  public void append(long offset, byte[] source, int start, int length) {
    requireOpen();
    if (access == ShardAccess.READ) {
      throw new IllegalStateException(file + " was opened for reading only");
    }
    mapping.write(offset, source, start, length);
    // Released, which takes no time: whoever is to sync this sees it by what the caller does next.
    APPENDED_UP_TO.setRelease(this, offset + length);
  }

  @Override
  public MemorySegment read(long offset, long length) {
    requireOpen();
    return mapping.read(offset, length);
  }

  @Override
  public void read(long offset, byte[] target, int start, int length) {
    requireOpen();
    mapping.read(offset, target, start, length);
  }

  @Override
  public void readOnce(long offset, byte[] target, int start, int length) {
    requireOpen();
    Objects.checkFromIndexSize(offset, (long) length, sizeBytes());
    Objects.checkFromIndexSize(start, length, target.length);
    FileErrors.translating(
        "read",
        file,
        () -> Uninterruptible.run(() -> readFile(offset, ByteBuffer.wrap(target, start, length))));
  }

  private void readFile(long offset, ByteBuffer target) throws IOException {
    int start = target.position();
    try (FileChannel channel = FileChannel.open(file, Mapping.READING)) {
      while (target.hasRemaining()) {
        if (channel.read(target, offset + target.position() - start) < 0) {
          throw new EOFException("the file is shorter than it was");
        }
      }
    }
  }

  @Override
  public void prefetch(long offset, int length) {
    requireOpen();
    mapping.prefetch(offset, length);
  }

  @Override
  public void expectAppends(long offset, long length) {
    requireOpen();
    mapping.expectWrites(offset, length);
    if (syncs.getAndSet(0) >= MANY_SYNCS) {
      syncAhead(offset, length);
    }
  }

  /**
   * Writes zeros where appends are coming. The first time that a block is written, the file system
   * has to note in its journal that it is in use, which makes a sync take half as long again; so
   * that is done once for many blocks.
   */
  private void syncAhead(long offset, long length) {
    synchronized (aheadMonitor) {
      requireOpen();
      FileErrors.translating("sync", file, () -> mapping.forceExpected(offset, length));
    }
  }

  @Override
  public void expectSequentialReads() {
    requireOpen();
    mapping.expectSequentialReads();
  }

  @Override
  public void expectRandomReads() {
    requireOpen();
    mapping.expectRandomReads();
  }

  @Override
  public void sync() {
    synchronized (syncMonitor) {
      requireOpen();
      syncs.incrementAndGet();
      FileErrors.translating("sync", file, this::syncMemory);
    }
  }

  private void syncMemory() throws IOException {
    long end = appendedUpTo;
    if (!syncedBefore) {
      mapping.force(0, sizeBytes());
    } else if (end > syncedUpTo) {
      mapping.force(syncedUpTo, end);
    }
    syncedBefore = true;
    syncedUpTo = Math.max(syncedUpTo, end);
  }

  @Override
  public void close() {
    synchronized (aheadMonitor) {
      synchronized (syncMonitor) {
        closed = true;
        mapping.close();
      }
    }
  }

  private static VarHandle appendedUpToHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(MappedShard.class, "appendedUpTo", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(file + " is closed");
    }
  }
}
