package dev.cairnkv.fs;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The directories that this process has locked. It is asked before a lock file is opened: on POSIX
 * systems, closing any channel on a file gives up all locks that the process has on it, so a second
 * attempt that fails would release the first one's lock.
 */
final class LockRegistry {

  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  /* Grows only when another copy of this class in the same process is asked for the same lock. */
  private static final Queue<FileChannel> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

  private LockRegistry() {}

  /** Claims a real path for the caller. Returns false if someone has it. */
  static boolean claim(Path realPath) {
    return CLAIMED.add(realPath);
  }

  static void release(Path realPath) {
    CLAIMED.remove(realPath);
  }

  /** Keeps a channel from being closed, even by the garbage collector. */
  static void keepOpen(FileChannel channel) {
    NEVER_CLOSED.add(channel);
  }
}
