package dev.cairnkv.spi;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.WrongFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shards of one store, one checkpoint, and a few small named documents.
 *
 * <p>Implementations must
 *
 * <ol>
 *   <li>be safe for use by several threads, of which one at a time creates, deletes or truncates;
 *   <li>make the creation, deletion, truncation or quarantine of a shard and the replacement or
 *       deletion of a document or checkpoint durable against power loss before they return;
 *   <li>make each of them all or nothing: after a crash at any moment there is the state before or
 *       the state after, and what else was left behind is cleaned up by the next {@link #lock};
 *   <li>throw {@link StoreFullException} where there is no room or the quota is spent, and leave
 *       nothing half-made;
 *   <li>throw {@link StorageException} for every other failure, with a message that names the shard
 *       or document and the place;
 *   <li>not be affected by {@link Thread#interrupt}, nor clear a thread's interrupted status.
 * </ol>
 *
 * <p>The caller takes the {@link #lock} before it creates, deletes, truncates or writes anything
 * but the place itself. Reading where the place does not exist finds nothing; it is not an error,
 * and it leaves no trace.
 *
 * <p>A storage may stand on another one:
 *
 * {@snippet file="QuotaStorage.java" region="create"}
 */
public interface ShardStorage extends AutoCloseable {

  /** The highest shard id; ids begin at 1. */
  int MAX_SHARD_ID = (1 << 24) - 1;

  /** The largest document, in bytes. */
  int MAX_DOCUMENT_BYTES = 1 << 20;

  /** The longest name of a document. */
  int MAX_DOCUMENT_NAME_LENGTH = 32;

  /** Returns where the shards are, for messages: the path of a directory, for example. */
  String location();

  /** Makes the place that {@link #location} names, if it does not exist; for its owner only. */
  void create();

  /**
   * Takes the exclusive right to use this storage, against other processes and against other
   * instances in this process, and removes what a crash left half-made.
   *
   * @throws StoreLockedException if someone else has it; that one's right is not affected
   * @throws StoreNotFoundException if the place does not exist
   */
  StorageLock lock();

  /**
   * Returns the ids of all shards, ascending.
   *
   * @throws WrongFormatException if something that has the name of a shard cannot be one: a
   *     directory or a link, for example
   */
  List<Integer> shardIds();

  /** Returns the names in this place that this storage does not know, ascending. */
  List<String> unknownNames();

  /**
   * Makes a shard with all its bytes reserved, which begins with {@code header} and is zero from
   * there on, and opens it for appending.
   *
   * @throws IllegalArgumentException if the id is not from 1 to {@link #MAX_SHARD_ID}, or the size
   *     is smaller than the header
   * @throws StorageException if there is such a shard already
   */
  Shard createShard(int id, long sizeBytes, byte[] header);

  /**
   * Gets ready for the {@link #createShard} of that id and size, so that it takes less time. It may
   * be called while another thread creates or deletes, and what it made is no shard: it is gone
   * when the lock is closed. This is no promise, and it does not throw: where something is in the
   * way, such as a full disk, creating the shard is what fails. Unless overridden, it does nothing.
   */
  default void prepareShard(int id, long sizeBytes) {}

  /**
   * Opens a shard that is there.
   *
   * @throws StorageException if there is no such shard
   * @throws WrongFormatException if what has the name of the shard cannot be one
   */
  Shard openShard(int id, ShardAccess access);

  /**
   * Cuts a shard that is not open down to its first {@code sizeBytes} bytes, and frees the rest.
   *
   * @throws IllegalArgumentException if the shard is smaller than that, or the size is negative
   * @throws StorageException if there is no such shard
   */
  void truncateShard(int id, long sizeBytes);

  /**
   * Deletes a shard that is not open.
   *
   * @throws StorageException if there is no such shard
   */
  void deleteShard(int id);

  /**
   * Moves a shard that is not open aside, where it is no shard any more but is kept for people to
   * look at. Never replaces what was moved aside before.
   *
   * @return where it is now, for messages
   * @throws StorageException if there is no such shard
   */
  String quarantineShard(int id);

  /**
   * Lets another storage have a shard of this one without a copy of its bytes, if the two can. It
   * is for a shard that is never appended to again; it may be open. From then on each of them has
   * it as a shard of its own: whatever is done to one, the other one holds what it held. In
   * particular, where both would use the same bytes of a disk, opening the shard for {@link
   * ShardAccess#APPEND} and {@link #truncateShard} must give it bytes of its own first. Unless
   * overridden, it does nothing and returns false.
   *
   * <p>To have it is durable, and all or nothing, when this returns or throws.
   *
   * @param target a storage whose lock the caller holds, and which has no shard of this id
   * @return whether the target has it now; if not, nothing was done, and the caller may copy it
   * @throws StorageException if there is no such shard, or the target has one of this id
   */
  default boolean shareShard(int id, ShardStorage target) {
    return false;
  }

  /**
   * Begins a checkpoint of exactly {@code sizeBytes} bytes, all of them reserved. There is one
   * checkpoint at most; until the new one is published the one before stays what it is. One thread
   * at a time writes a checkpoint, while others may use shards and documents.
   *
   * @throws IllegalArgumentException if the size is not positive
   */
  CheckpointWriter createCheckpoint(long sizeBytes);

  /**
   * Opens the checkpoint that was last published, or returns {@code null} if there is none.
   *
   * @throws WrongFormatException if what has the name of the checkpoint cannot be one
   */
  @Nullable CheckpointReader openCheckpoint();

  /** Deletes the checkpoint if there is one, whatever it is. It must not be open. */
  void deleteCheckpoint();

  /**
   * Returns the content of a document, or {@code null} if there is none of that name.
   *
   * @throws IllegalArgumentException if the name is not as {@link #writeDocument} says
   */
  byte @Nullable [] readDocument(String name);

  /**
   * Writes a document, in place of the one that was there.
   *
   * @param name 1 to {@value #MAX_DOCUMENT_NAME_LENGTH} characters out of {@code a-z}
   * @throws IllegalArgumentException if the name is not as said, or the content is larger than
   *     {@link #MAX_DOCUMENT_BYTES}
   */
  void writeDocument(String name, byte[] content);

  /**
   * Deletes a document if it is there.
   *
   * @throws IllegalArgumentException if the name is not as {@link #writeDocument} says
   */
  void deleteDocument(String name);

  /** Gives up what this storage holds. Open shards and locks are closed by those who hold them. */
  @Override
  void close();
}
