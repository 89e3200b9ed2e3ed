package dev.cairnkv.fs;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.ShardStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The named documents in a directory, each a file. */
final class Documents {

  private final Path directory;

  Documents(Path directory) {
    this.directory = directory;
  }

  byte @Nullable [] read(String name) {
    Path file = file(name);
    return FileErrors.<byte @Nullable []>translating("read", file, () -> readIfPresent(file));
  }

  void write(String name, byte[] content) {
    Path file = file(name);
    if (content.length > ShardStorage.MAX_DOCUMENT_BYTES) {
      throw new IllegalArgumentException(
          "document %s has %d bytes, more than %d"
              .formatted(name, content.length, ShardStorage.MAX_DOCUMENT_BYTES));
    }
    FileErrors.translating(
        "write",
        file,
        () ->
            Publication.publish(
                directory,
                FileNames.ofDocument(name),
                (temporary, channel) -> Publication.writeFully(channel, content, 0)));
  }

  void delete(String name) {
    Path file = file(name);
    FileErrors.translating(
        "delete",
        file,
        () -> {
          if (Files.isDirectory(directory)) {
            // Synced also when it is gone already: the sync of an earlier call may have failed.
            Files.deleteIfExists(file);
            Directories.sync(directory);
          }
        });
  }

  private Path file(String name) {
    return directory.resolve(FileNames.ofDocument(name));
  }

  private static byte @Nullable [] readIfPresent(Path file) throws IOException {
    try {
      long sizeBytes = RegularFiles.sizeBytes(file);
      if (sizeBytes > ShardStorage.MAX_DOCUMENT_BYTES) {
        throw new WrongFormatException(
            "%s has %d bytes, more than the %d a document may have; put back the right file from a backup"
                .formatted(file, sizeBytes, ShardStorage.MAX_DOCUMENT_BYTES));
      }
      return Uninterruptible.call(() -> readFully(file));
    } catch (NoSuchFileException missing) {
      return null;
    }
  }

  private static byte[] readFully(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer content = ByteBuffer.allocate(ShardStorage.MAX_DOCUMENT_BYTES);
      while (content.hasRemaining() && channel.read(content) >= 0) {}
      return Arrays.copyOf(content.array(), content.position());
    }
  }
}
