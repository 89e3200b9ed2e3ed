package dev.cairnkv.fs;

import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shards of a store as memory-mapped files in a directory.
 *
 * <p>What a put appends goes to the page cache without a system call and survives the end of the
 * process. All blocks of a shard are reserved when it is created; on Linux that takes one system
 * call and no writing if this module has native access ({@code
 * --enable-native-access=dev.cairnkv.fs}, or {@code ALL-UNNAMED} on the class path), else zeros are
 * written. File systems that never write in place, such as Btrfs and ZFS, cannot promise that
 * reserved blocks suffice.
 *
 * <p>Files and directories are made for their owner only. The lock is one of the operating system:
 * it ends with the process that has it, and the lock file stays.
 *
 * <p>Safe for use by several threads.
 *
 * {@snippet file="OpeningAStore.java" region="restore"}
 */
public final class FileShardStorage implements ShardStorage {

  private final Path directory;
  private final ShardFiles shards;
  private final Checkpoints checkpoints;
  private final Documents documents;

  FileShardStorage(Path directory, Preallocation preallocation) {
    this.directory = directory;
    this.shards = new ShardFiles(directory, preallocation);
    this.checkpoints = new Checkpoints(directory, preallocation);
    this.documents = new Documents(directory);
  }

  /** Returns the storage in {@code directory}. Nothing is read or made yet. */
  public static FileShardStorage at(Path directory) {
    return new FileShardStorage(directory.toAbsolutePath(), Preallocation.best());
  }

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public void create() {
    FileErrors.translating("create", directory, () -> Directories.create(directory));
  }

  @Override
  public StorageLock lock() {
    if (Files.notExists(directory)) {
      throw new StoreNotFoundException(
          "there is no store in " + directory + ": the directory does not exist; check the path");
    }
    return FileErrors.translating("lock", directory, this::lockAndCleanUp);
  }

  private StorageLock lockAndCleanUp() throws IOException {
    DirectoryLock lock = DirectoryLock.acquire(directory);
    try {
      for (String name : Directories.names(directory)) {
        if (FileNames.isTemporary(name)) {
          Files.delete(directory.resolve(name));
        }
      }
      return () -> release(lock);
    } catch (Throwable failure) {
      lock.close();
      throw failure;
    }
  }

  private void release(DirectoryLock lock) {
    try (lock) {
      shards.dropPrepared();
    }
  }

  @Override
  public List<Integer> shardIds() {
    return FileErrors.translating("list", directory, shards::ids);
  }

  @Override
  public List<String> unknownNames() {
    List<String> names =
        FileErrors.translating("list", directory, () -> Directories.names(directory));
    return names.stream().filter(name -> !FileNames.isKnown(name)).toList();
  }

  @Override
  public Shard createShard(int id, long sizeBytes, byte[] header) {
    return shards.create(id, sizeBytes, header);
  }

  @Override
  public void prepareShard(int id, long sizeBytes) {
    shards.prepare(id, sizeBytes);
  }

  @Override
  public Shard openShard(int id, ShardAccess access) {
    return shards.open(id, access);
  }

  @Override
  public void truncateShard(int id, long sizeBytes) {
    shards.truncate(id, sizeBytes);
  }

  @Override
  public void deleteShard(int id) {
    shards.delete(id);
  }

  @Override
  public String quarantineShard(int id) {
    return shards.quarantine(id).toString();
  }

  /** Shares by a hard link, with a storage of this class on the same file system. */
  @Override
  public boolean shareShard(int id, ShardStorage target) {
    return target instanceof FileShardStorage files && shards.share(id, files.shards);
  }

  @Override
  public CheckpointWriter createCheckpoint(long sizeBytes) {
    return inRoom(() -> checkpoints.create(sizeBytes));
  }

  @Override
  public @Nullable CheckpointReader openCheckpoint() {
    return checkpoints.open();
  }

  @Override
  public void deleteCheckpoint() {
    checkpoints.delete();
  }

  @Override
  public byte @Nullable [] readDocument(String name) {
    return documents.read(name);
  }

  @Override
  public void writeDocument(String name, byte[] content) {
    inRoom(
        () -> {
          documents.write(name, content);
          return name;
        });
  }

  /** Tries once more without the prepared shard, if there is no room with it. */
  private <T> T inRoom(Supplier<T> action) {
    try {
      return action.get();
    } catch (StoreFullException full) {
      if (!shards.dropPrepared()) {
        throw full;
      }
      return action.get();
    }
  }

  @Override
  public void deleteDocument(String name) {
    documents.delete(name);
  }

  @Override
  public void close() {}
}
