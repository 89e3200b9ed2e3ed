package dev.cairnkv.fs;

import dev.cairnkv.StoreLockedException;
import dev.cairnkv.spi.StorageLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The exclusive right to a directory, among processes and within this one. */
final class DirectoryLock implements StorageLock {

  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private static final int LONGEST_PROCESS_ID = 20;
  private static final Pattern PROCESS_ID = Pattern.compile("[0-9]+");

  private final Path realPath;
  private final Path file;
  private final FileChannel channel;
  private final AtomicBoolean released = new AtomicBoolean();

  private DirectoryLock(Path realPath, Path file, FileChannel channel) {
    this.realPath = realPath;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a directory.
   *
   * @throws StoreLockedException if someone has it
   */
  static DirectoryLock acquire(Path directory) throws IOException {
    Path realPath = directory.toRealPath();
    if (!LockRegistry.claim(realPath)) {
      throw new StoreLockedException(
          directory + " is open in this process already; close that store first, or share it");
    }
    try {
      Path file = directory.resolve(FileNames.LOCK);
      return new DirectoryLock(realPath, file, Uninterruptible.call(() -> lock(directory, file)));
    } catch (Throwable failure) {
      LockRegistry.release(realPath);
      throw failure;
    }
  }

  private static FileChannel lock(Path directory, Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      RegularFiles.sizeBytes(file);
    }
    FileChannel channel = FileChannel.open(file, OPTIONS, OwnerOnly.file(file));
    try {
      if (channel.tryLock() == null) {
        throw new StoreLockedException(
            "%s is open in another process%s; close it there, or wait until it has ended"
                .formatted(directory, holder(channel)));
      }
    } catch (OverlappingFileLockException elsewhereInThisProcess) {
      LockRegistry.keepOpen(channel);
      throw new StoreLockedException(
          directory
              + " is open in this process already, by another path or another copy of this library;"
              + " close that store first");
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
    writeHolder(channel);
    return channel;
  }

  /* Only for the message that the next one gets, so it may fail: on a full disk the lock must do. */
  private static void writeHolder(FileChannel channel) throws IOException {
    String holder = ProcessHandle.current().pid() + "\n";
    try {
      channel.truncate(0);
      Publication.writeFully(channel, holder.getBytes(StandardCharsets.US_ASCII), 0);
    } catch (ClosedByInterruptException interruption) {
      throw interruption;
    } catch (IOException unwritable) {
      return;
    }
  }

  /* Windows lets nobody read what another process has locked. */
  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LONGEST_PROCESS_ID);
    try {
      channel.read(content, 0);
    } catch (ClosedByInterruptException interruption) {
      throw interruption;
    } catch (IOException unreadable) {
      return "";
    }
    String holder =
        new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    return PROCESS_ID.matcher(holder).matches() ? " (process " + holder + ")" : "";
  }

  @Override
  public void close() {
    if (!released.compareAndSet(false, true)) {
      return;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      throw FileErrors.of("unlock", file, failure);
    } finally {
      LockRegistry.release(realPath);
    }
  }
}
