package dev.cairnkv.fs;

import dev.cairnkv.StorageException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The shards in a directory, each a file. */
final class ShardFiles {

  /**
   * How many bytes of shards the system may read ahead of. Finding its function for such advice
   * takes longer than opening a small store; what it reads too much of these is soon in memory
   * anyway.
   */
  private static final long UNADVISED_BYTES = 256L << 20;

  private final Path directory;
  private final Preallocation preallocation;
  private final AtomicLong openedBytes = new AtomicLong();
  private @Nullable PreparedShard prepared;

  ShardFiles(Path directory, Preallocation preallocation) {
    this.directory = directory;
    this.preallocation = preallocation;
  }

  List<Integer> ids() throws IOException {
    List<Integer> ids = new ArrayList<>();
    for (String name : Directories.names(directory)) {
      OptionalInt id = FileNames.shardId(name);
      if (id.isPresent() && isThere(directory.resolve(name))) {
        ids.add(id.getAsInt());
      }
    }
    return List.copyOf(ids);
  }

  /** Makes the file of a shard under its temporary name, in place of the one made before. */
  void prepare(int id, long sizeBytes) {
    PreparedShard made = makePrepared(id, sizeBytes);
    if (made != null) {
      made.expectFirstWrites();
    }
  }

  private synchronized @Nullable PreparedShard makePrepared(int id, long sizeBytes) {
    try {
      if (prepared == null || !prepared.isFor(id, sizeBytes)) {
        drop();
        if (Files.notExists(file(id), LinkOption.NOFOLLOW_LINKS)) {
          prepared = PreparedShard.make(directory, id, sizeBytes, preallocation);
          return prepared;
        }
      }
      return null;
    } catch (IOException _) {
      return null; // it is in the way of the shard as well, whose creation tells
    }
  }

  /** Gives up what was prepared, and returns whether there was anything. */
  synchronized boolean dropPrepared() {
    return FileErrors.<Boolean>translating("clean up", directory, this::drop);
  }

  private boolean drop() throws IOException {
    PreparedShard dropped = prepared;
    prepared = null;
    if (dropped != null) {
      dropped.drop();
    }
    return dropped != null;
  }

  synchronized Shard create(int id, long sizeBytes, byte[] header) {
    if (!FileNames.isShardId(id) || sizeBytes < header.length) {
      throw new IllegalArgumentException(
          "shard %d of %d bytes with a header of %d bytes: ids are from 1 to %d, and the header must fit"
              .formatted(id, sizeBytes, header.length, ShardStorage.MAX_SHARD_ID));
    }
    Path file = file(id);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new StorageException("cannot create " + file + ": it exists already; take another id");
    }
    if (prepared == null || !prepared.isFor(id, sizeBytes)) {
      dropPrepared();
    }
    return FileErrors.translating("create", file, () -> publish(id, file, sizeBytes, header));
  }

  private Shard publish(int id, Path file, long sizeBytes, byte[] header) throws IOException {
    PreparedShard shard =
        prepared == null ? PreparedShard.make(directory, id, sizeBytes, preallocation) : prepared;
    prepared = null;
    try {
      return shard.publish(header);
    } catch (Throwable failure) {
      Publication.deleteAfter(failure, file);
      throw failure;
    }
  }

  Shard open(int id, ShardAccess access) {
    Path file = file(id);
    return FileErrors.translating(
        "open",
        file,
        () -> {
          long sizeBytes = RegularFiles.sizeBytes(file);
          if (access == ShardAccess.APPEND && HardLinks.isShared(file)) {
            HardLinks.replaceByCopy(directory, FileNames.ofShard(id), sizeBytes);
          }
          boolean large = openedBytes.addAndGet(sizeBytes) > UNADVISED_BYTES;
          MappedShard shard = MappedShard.opened(id, file, access);
          if (large) {
            shard.expectRandomReads();
          }
          return shard;
        });
  }

  /** Gives a shard a name in the place of other shards as well, if that is possible. */
  boolean share(int id, ShardFiles others) {
    Path file = file(id);
    return FileErrors.<Boolean>translating(
        "link " + file + " to",
        others.file(id),
        () -> HardLinks.link(file, others.directory, FileNames.ofShard(id)));
  }

  void truncate(int id, long sizeBytes) {
    Path file = file(id);
    FileErrors.translating(
        "truncate",
        file,
        () -> {
          long foundBytes = RegularFiles.sizeBytes(file);
          if (sizeBytes < 0 || sizeBytes > foundBytes) {
            throw new IllegalArgumentException(
                "%s has %d bytes and cannot be cut to %d".formatted(file, foundBytes, sizeBytes));
          }
          if (HardLinks.isShared(file)) {
            HardLinks.replaceByCopy(directory, FileNames.ofShard(id), sizeBytes);
            return;
          }
          Uninterruptible.run(() -> truncate(file, sizeBytes));
          Directories.sync(directory);
        });
  }

  private static void truncate(Path file, long sizeBytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.truncate(sizeBytes);
      channel.force(true);
    }
  }

  void delete(int id) {
    Path file = file(id);
    FileErrors.translating(
        "delete",
        file,
        () -> {
          RegularFiles.sizeBytes(file);
          Files.delete(file);
          Directories.sync(directory);
        });
  }

  Path quarantine(int id) {
    Path file = file(id);
    return FileErrors.translating(
        "move aside",
        file,
        () -> {
          RegularFiles.sizeBytes(file);
          return Quarantine.move(directory, file);
        });
  }

  private Path file(int id) {
    return directory.resolve(FileNames.ofShard(id));
  }

  /* It may have been deleted since its name was read. */
  private static boolean isThere(Path file) throws IOException {
    try {
      RegularFiles.sizeBytes(file);
      return true;
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }
}
