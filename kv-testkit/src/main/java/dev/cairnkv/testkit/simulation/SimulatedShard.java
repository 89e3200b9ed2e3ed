package dev.cairnkv.testkit.simulation;

import dev.cairnkv.StorageException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A shard that a process has open. */
final class SimulatedShard implements Shard {
  private final SimulatedProcess process;
  private final SimulatedContent content;
  private final ShardAccess access;
  private final ShardViews views;
  private final MemorySegment memory;
  private boolean closed;

  SimulatedShard(SimulatedProcess process, SimulatedContent content, ShardAccess access) {
    this.process = process;
    this.content = content;
    this.access = access;
    this.views = content.open(process.disk.strict);
    this.memory = views.memory();
  }

  @Override
  public int id() {
    return content.id();
  }

  @Override
  public long sizeBytes() {
    return memory.byteSize();
  }

  @Override
  public void append(long offset, byte[] source, int start, int length) {
    synchronized (process.disk) {
      requireOpen();
      if (access == ShardAccess.READ) {
        throw new IllegalStateException("shard " + id() + " was opened for reading only");
      }
      Objects.checkFromIndexSize(offset, length, sizeBytes());
      Objects.checkFromIndexSize(start, length, source.length);
      append((int) offset, source, start, length, process.begin(Step.Call.APPEND, id()));
    }
  }

  private void append(int offset, byte[] source, int start, int length, @Nullable Fault fault) {
    Choices choices = process.choices();
    switch (fault) {
      case null -> content.append(offset, source, start, length, choices);
      case LIE -> content.append(offset, source, start, length, choices);
      case CRASH_BEFORE -> throw process.crash(fault);
      case CRASH_WITHIN -> {
        content.appendTorn(offset, source, start, length, choices);
        throw process.crash(fault);
      }
      case CRASH_AFTER -> {
        content.append(offset, source, start, length, choices);
        throw process.crash(fault);
      }
      case ERROR, DISK_FULL -> throw process.error(fault);
      case ERROR_AFTER -> {
        content.append(offset, source, start, length, choices);
        throw process.error(fault);
      }
      case SHORT_WRITE -> {
        content.append(offset, source, start, choices.below(length + 1, -1), choices);
        throw process.error(fault);
      }
    }
  }

  @Override
  public MemorySegment read(long offset, long length) {
    synchronized (process.disk) {
      requireOpen();
      Objects.checkFromIndexSize(offset, length, sizeBytes());
      if (!content.isReadable(offset, length)) {
        throw new StorageException(
            "simulated failure: shard "
                + id()
                + " cannot be read at offset "
                + offset
                + ", "
                + length
                + " bytes");
      }
      return memory.asSlice(offset, length);
    }
  }

  @Override
  public void sync() {
    synchronized (process.disk) {
      requireOpen();
      Fault fault = process.begin(Step.Call.SYNC, id());
      switch (fault) {
        case null -> content.sync();
        case LIE -> {}
        case CRASH_BEFORE, CRASH_WITHIN -> throw process.crash(fault);
        case CRASH_AFTER -> {
          content.sync();
          throw process.crash(fault);
        }
        case ERROR, SHORT_WRITE, DISK_FULL -> {
          content.failSync(process.choices());
          throw process.error(fault);
        }
        case ERROR_AFTER -> {
          content.sync();
          throw process.error(fault);
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (process.disk) {
      if (closed) {
        return;
      }
      closed = true;
      content.forget(views);
    }
    views.close(); // waits for those who use a view, who may be waiting for the monitor
  }

  private void requireOpen() {
    process.requireAlive();
    if (closed) {
      throw new IllegalStateException("shard " + id() + " is closed");
    }
  }
}
