package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileErrorsTest {

  private static final Path FILE = Path.of("00000001.shard");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "Disk quota exceeded",
        "File too large",
        "There is not enough space on the disk"
      })
  void takesEveryKindOfNoSpaceForAFullStore(String reason) {
    IOException ofTheChannel = new IOException(reason);
    IOException ofTheFile = new FileSystemException("file", null, reason);

    assertThat(FileErrors.of("write", FILE, ofTheChannel)).isInstanceOf(StoreFullException.class);
    assertThat(FileErrors.of("write", FILE, ofTheFile))
        .isInstanceOf(StoreFullException.class)
        .hasMessage(
            "cannot write 00000001.shard: %s; free some space or raise the quota or file size"
                + " limit, then try again",
            reason)
        .hasCause(ofTheFile);
  }

  @Test
  void saysWhatFailedAndWhatToDo() {
    assertMessage(
        new AccessDeniedException("file"),
        "Permission denied; run as the owner of the store, or give this user the right to read and"
            + " write there");
    assertMessage(
        new FileSystemException("file", null, "Read-only file system"),
        "Read-only file system; mount it for writing, or copy the store to where it can be"
            + " written");
    assertMessage(
        new FileSystemException("file", null, "Too many open files"),
        "Too many open files; raise the limit of open files (ulimit -n)");
    assertMessage(
        new IOException("Map failed", new OutOfMemoryError("Map failed")),
        "Map failed; raise the limits of mappings (vm.max_map_count) and of address space (ulimit"
            + " -v)");
    assertMessage(
        new NoSuchFileException("file"),
        "No such file or directory; check the path, or put it back from a backup");
    assertMessage(
        new NotDirectoryException("file"), "Not a directory; give the path of a directory");
    assertMessage(
        new IOException("Input/output error"),
        "Input/output error; check the device and its file system");
    assertMessage(new IOException(), "IOException; check the device and its file system");
  }

  private static void assertMessage(IOException failure, String rest) {
    KvException found = FileErrors.of("open", FILE, failure);

    assertThat(found)
        .isInstanceOf(StorageException.class)
        .hasMessage("cannot open 00000001.shard: " + rest)
        .hasCause(failure);
  }
}
