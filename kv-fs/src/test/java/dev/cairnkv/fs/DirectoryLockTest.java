package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairnkv.StoreLockedException;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryLockTest {

  @TempDir Path directory;

  @Test
  void isRefusedWhileAnotherProcessHasItAndFreeWhenThatOneEnds() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    Process holder = holdInAnotherProcess();
    try {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(storage::lock)
            .isInstanceOf(StoreLockedException.class)
            .hasMessage(
                "%s is open in another process (process %d); close it there, or wait until it has"
                    + " ended",
                directory, holder.pid());
      }
    } finally {
      holder.destroyForcibly();
    }
    holder.waitFor();
    storage.lock().close();
  }

  @Test
  void keepsAnotherProcessOutHoweverOftenThisOneTriesAgain() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    try (StorageLock _ = storage.lock()) {
      assertThatThrownBy(FileShardStorage.at(directory)::lock)
          .isInstanceOf(StoreLockedException.class)
          .hasMessageContaining(directory + " is open in this process already");
      assertRefusedInAnotherProcess();
    }
    holdInAnotherProcess().destroyForcibly().waitFor();
  }

  @Test
  void isOneForAllPathsThatLeadToADirectory() throws Exception {
    Path link = directory.resolve("link");
    Path store = Files.createDirectory(directory.resolve("store"));
    Files.createSymbolicLink(link, store);
    try (StorageLock _ = FileShardStorage.at(store).lock()) {
      assertThatThrownBy(FileShardStorage.at(link)::lock).isInstanceOf(StoreLockedException.class);
      assertThatThrownBy(FileShardStorage.at(link.resolve("../store"))::lock)
          .isInstanceOf(StoreLockedException.class);
    }
  }

  /**
   * Two applications in one container each have their own copy of this library, whose registries
   * know nothing of each other. The second one must not release the lock of the first by closing
   * the lock file.
   */
  @Test
  void staysWithTheFirstOfTwoCopiesOfTheLibrary() throws Exception {
    try (StorageLock _ = FileShardStorage.at(directory).lock();
        URLClassLoader other = copyOfTheLibrary()) {
      Class<?> storageClass = other.loadClass(FileShardStorage.class.getName());
      Object storage = storageClass.getMethod("at", Path.class).invoke(null, directory);
      Throwable refusal = catchThrowable(() -> storageClass.getMethod("lock").invoke(storage));

      assertThat(refusal).isInstanceOf(InvocationTargetException.class);
      assertThat(refusal)
          .cause()
          .hasMessageContaining("another copy of this library")
          .extracting(cause -> cause.getClass().getName())
          .isEqualTo(StoreLockedException.class.getName());
      assertRefusedInAnotherProcess();
    }
  }

  @Test
  void removesWhatACrashLeftHalfMadeAndNothingElse() throws Exception {
    Files.createFile(directory.resolve("00000001.shard.tmp"));
    Files.createFile(directory.resolve("manifest.cairn.tmp"));
    Files.createFile(directory.resolve("notes.tmp"));
    Files.createFile(directory.resolve("00000000.shard.tmp"));
    ShardStorage storage = FileShardStorage.at(directory);
    assertThat(storage.unknownNames()).containsExactly("00000000.shard.tmp", "notes.tmp");
    storage.lock().close();

    assertThat(Directories.names(directory))
        .containsExactly("00000000.shard.tmp", "lock", "notes.tmp");
  }

  @Test
  void isGivenUpWhenCleaningUpFails() throws Exception {
    Path stubborn = Files.createDirectory(directory.resolve("manifest.cairn.tmp"));
    Path content = Files.createFile(stubborn.resolve("content"));
    ShardStorage storage = FileShardStorage.at(directory);
    assertThatThrownBy(storage::lock).hasMessageContaining(directory.toString());

    Files.delete(content);
    storage.lock().close();
  }

  private Process holdInAnotherProcess() throws IOException {
    Process holder = startHolder();
    assertThat(holder.inputReader().readLine()).isEqualTo("locked");
    return holder;
  }

  private void assertRefusedInAnotherProcess() throws Exception {
    Process late = startHolder();
    try (BufferedReader output = late.inputReader()) {
      assertThat(output.readLine())
          .contains(directory.toString(), "(process " + ProcessHandle.current().pid() + ")");
    }
    late.waitFor();
  }

  private Process startHolder() throws IOException {
    return new ProcessBuilder(ChildJvm.command(List.of(), Holder.class, directory))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static URLClassLoader copyOfTheLibrary() throws IOException {
    String[] classPath =
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1);
    URL[] urls = new URL[classPath.length];
    for (int place = 0; place < urls.length; place++) {
      urls[place] = Path.of(classPath[place]).toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  /** Holds the lock until its standard input ends. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try (StorageLock _ = FileShardStorage.at(Path.of(arguments[0])).lock()) {
        System.out.println("locked");
        while (System.in.read() >= 0) {}
      } catch (StoreLockedException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }
}
