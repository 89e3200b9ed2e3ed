package dev.cairnkv.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Makes a file appear under its name durably and with all its content, or not at all: temporary
 * name, content, sync, rename, sync of the directory.
 */
final class Publication {

  /* A write that fails where less than this is left failed for want of space, whatever the system
  calls it in whatever language. */
  private static final long NO_SPACE_BELOW_BYTES = 1 << 20;

  private Publication() {}

  /** Writes the content of a file that is not published yet. */
  @FunctionalInterface
  interface Content {

    void write(Path file, FileChannel channel) throws IOException;
  }

  /** Makes the file of that name, in place of what has it. */
  static void publish(Path directory, String fileName, Content content) throws IOException {
    prepare(directory, fileName, content);
    complete(directory, fileName);
  }

  /** Does the first half: makes the file under its temporary name, which is returned. */
  static Path prepare(Path directory, String fileName, Content content) throws IOException {
    Path temporary = directory.resolve(FileNames.ofTemporary(fileName));
    try {
      Uninterruptible.run(() -> write(temporary, content));
      return temporary;
    } catch (Throwable failure) {
      deleteAfter(failure, temporary);
      throw failure;
    }
  }

  /** Does the second half: gives the file its name. Its content is durable. */
  static void complete(Path directory, String fileName) throws IOException {
    Path temporary = directory.resolve(FileNames.ofTemporary(fileName));
    try {
      Files.move(temporary, directory.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable failure) {
      deleteAfter(failure, temporary);
      throw failure;
    }
    Directories.sync(directory);
  }

  /** Deletes a file because of a failure, which keeps what else goes wrong. */
  static void deleteAfter(Throwable failure, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException another) {
      failure.addSuppressed(another);
    }
  }

  static void writeFully(FileChannel channel, byte[] bytes, long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, offset + buffer.position());
    }
  }

  private static void write(Path temporary, Content content) throws IOException {
    Files.deleteIfExists(temporary);
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel = FileChannel.open(temporary, options, OwnerOnly.file(temporary))) {
      content.write(temporary, channel);
      channel.force(true);
    } catch (ClosedByInterruptException interruption) {
      throw interruption;
    } catch (IOException failure) {
      throw isShortOfSpace(temporary) ? new NoSpaceException(failure) : failure;
    }
  }

  private static boolean isShortOfSpace(Path temporary) throws IOException {
    return Files.exists(temporary)
        && Files.getFileStore(temporary).getUsableSpace() < NO_SPACE_BELOW_BYTES;
  }
}
