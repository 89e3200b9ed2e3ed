package dev.cairnkv;

import org.jspecify.annotations.Nullable;

/**
 * Something a store cannot do. The message says what was expected, what was found, and what to do.
 * The subclasses are all there are.
 */
public abstract sealed class KvException extends RuntimeException
    permits CodecException,
        CorruptFrameException,
        RecordTooLargeException,
        SnapshotClosedException,
        StorageException,
        StoreClosedException,
        StoreFullException,
        StoreLockedException,
        StoreNotFoundException,
        StorePoisonedException,
        WrongCodecException,
        WrongFormatException,
        WrongKeyTypeException {
  private static final long serialVersionUID = 1L;

  KvException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
