package dev.cairnkv.reliability.workload;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * What a worker tells on its standard output, by one system call that is never torn.
 *
 * @param writer the writer whose operation has returned, or one of the constants
 * @param number the number of the operation
 */
public record Message(int writer, long number) {

  /** The store is about to be opened. */
  public static final int RESTORING = -1;

  /** The store is open. */
  public static final int RESTORED = -2;

  /** The store could not be opened, and said so by an error of its own. */
  public static final int NOT_RESTORED = -3;

  /** A write or sync failed, and the store behaved as it must from then on. */
  public static final int POISONED = -4;

  /** Nothing failed. */
  public static final int UNHARMED = -5;

  static final int LENGTH = 12;

  /** Tells that something happened that is no operation. */
  public static void tell(int what) {
    tell(what, 0);
  }

  /** Tells that an operation has returned. */
  public static void tell(int writer, long number) {
    ByteBuffer message = ByteBuffer.allocate(LENGTH).putInt(writer).putLong(number);
    try {
      Output.STREAM.write(message.array());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Message of(byte[] bytes) {
    ByteBuffer message = ByteBuffer.wrap(bytes);
    return new Message(message.getInt(), message.getLong());
  }

  private static final class Output {
    static final FileOutputStream STREAM = new FileOutputStream(FileDescriptor.out);
  }
}
