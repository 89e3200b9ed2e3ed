package dev.cairnkv.core.checkpoint;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.index.IndexSource;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint whose keys are read when they are asked for. Whether it fits the shards is yet to be
 * seen.
 */
public final class OpenCheckpoint implements IndexSource {
  private final CheckpointReader reader;
  private final CheckpointDecoder decoder;
  private final CheckpointHead head;

  private OpenCheckpoint(CheckpointReader reader, CheckpointDecoder decoder) {
    this.reader = reader;
    this.decoder = decoder;
    this.head = decoder.head();
  }

  /**
   * Opens the checkpoint of a store, or returns null if there is none, or one of an older version.
   *
   * @throws WrongFormatException if it is damaged, of a newer version or of another store
   */
  public static @Nullable OpenCheckpoint open(ShardStorage storage, UUID storeId) {
    CheckpointReader reader = storage.openCheckpoint();
    if (reader == null) {
      return null;
    }
    OpenCheckpoint opened = null;
    try {
      CheckpointDecoder decoder = new CheckpointDecoder(reader, storeId);
      opened = decoder.isOfThisFormat() ? new OpenCheckpoint(reader, decoder) : null;
    } catch (InternalError e) {
      throw unreadable(e);
    } finally {
      if (opened == null) {
        reader.close();
      }
    }
    return opened;
  }

  /** Returns what it says besides the keys. */
  public CheckpointHead head() {
    return head;
  }

  /** Returns its size. */
  public long sizeBytes() {
    return reader.sizeBytes();
  }

  @Override
  public long size() {
    return head.keys();
  }

  /**
   * {@inheritDoc}
   *
   * @throws WrongFormatException if they are damaged
   */
  @Override
  public long[] slots(int subTable) {
    try {
      return decoder.slots(subTable);
    } catch (InternalError e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads all keys.
   *
   * @throws WrongFormatException if some are damaged
   */
  public Index readIndex() {
    Index index = new Index(this);
    for (int i = 0; i < index.subTables(); i++) {
      var _ = index.slots(i);
    }
    return index;
  }

  @Override
  public void close() {
    reader.close();
  }

  private static WrongFormatException unreadable(InternalError cause) {
    return new WrongFormatException("the device failed while reading the checkpoint", cause);
  }
}
