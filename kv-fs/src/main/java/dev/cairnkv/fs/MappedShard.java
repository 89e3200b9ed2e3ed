package dev.cairnkv.fs;

import dev.cairnkv.StorageException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
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

/** An open shard: a file that is mapped into memory as a whole. */
final class MappedShard implements Shard {

  private final int id;
  private final Path file;
  private final ShardAccess access;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final MemorySegment readOnly;

  /* Held while syncing and closing: a mapping must not go away under a sync. */
  private final Object syncMonitor = new Object();

  /* Whether all bytes below syncedUpTo are durable, those of earlier openers included. */
  private boolean syncedBefore;
  private long syncedUpTo;
  private volatile long appendedUpTo;
  private volatile boolean closed;

  private MappedShard(int id, Path file, ShardAccess access) throws IOException {
    this.id = id;
    this.file = file;
    this.access = access;
    try {
      this.memory = Uninterruptible.call(() -> map(file, access, arena));
    } catch (Throwable failure) {
      arena.close();
      throw failure;
    }
    this.readOnly = memory.asReadOnly();
  }

  /** Opens a shard that is durable up to now. */
  static MappedShard created(int id, Path file) throws IOException {
    MappedShard shard = opened(id, file, ShardAccess.APPEND);
    shard.syncedBefore = true;
    return shard;
  }

  /** Opens a shard of which an earlier process may have left bytes that were not synced. */
  static MappedShard opened(int id, Path file, ShardAccess access) throws IOException {
    return new MappedShard(id, file, access);
  }

  private static MemorySegment map(Path file, ShardAccess access, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, options(access))) {
      MapMode mode =
          switch (access) {
            case READ -> MapMode.READ_ONLY;
            case APPEND -> MapMode.READ_WRITE;
          };
      return channel.map(mode, 0, channel.size(), arena);
    }
  }

  private static Set<OpenOption> options(ShardAccess access) {
    return switch (access) {
      case READ -> Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      case APPEND ->
          Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    };
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public long sizeBytes() {
    return memory.byteSize();
  }

  @Override
  public void append(long offset, byte[] source, int start, int length) {
    requireOpen();
    if (access == ShardAccess.READ) {
      throw new IllegalStateException(file + " was opened for reading only");
    }
    Objects.checkFromIndexSize(offset, (long) length, memory.byteSize());
    Objects.checkFromIndexSize(start, length, source.length);
    try {
      MemorySegment.copy(source, start, memory, ValueLayout.JAVA_BYTE, offset, length);
    } catch (InternalError fault) {
      throw new StorageException(
          "cannot write " + file + ": the device failed; check it and its file system", fault);
    }
    appendedUpTo = offset + length;
  }

  @Override
  public MemorySegment read(long offset, long length) {
    requireOpen();
    return readOnly.asSlice(offset, length);
  }

  @Override
  public void sync() {
    synchronized (syncMonitor) {
      requireOpen();
      syncMemory();
    }
  }

  private void syncMemory() {
    long end = appendedUpTo;
    try {
      if (!syncedBefore) {
        memory.force();
      } else if (end > syncedUpTo) {
        memory.asSlice(syncedUpTo, end - syncedUpTo).force();
      }
    } catch (UncheckedIOException failure) {
      throw FileErrors.of("sync", file, Objects.requireNonNull(failure.getCause()));
    }
    syncedBefore = true;
    syncedUpTo = Math.max(syncedUpTo, end);
  }

  @Override
  public void close() {
    synchronized (syncMonitor) {
      closed = true;
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

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(file + " is closed");
    }
  }
}
