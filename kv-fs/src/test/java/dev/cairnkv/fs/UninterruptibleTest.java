package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UninterruptibleTest {

  @TempDir Path directory;

  @AfterEach
  void clearInterruptedStatus() {
    Thread.interrupted();
  }

  @Test
  void repeatsACallWhoseChannelAnInterruptClosed() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[] {42});
    AtomicInteger attempts = new AtomicInteger();
    byte found =
        Uninterruptible.call(
            () -> {
              if (attempts.incrementAndGet() <= 3) {
                Thread.currentThread().interrupt();
              }
              try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer content = ByteBuffer.allocate(1);
                channel.read(content);
                return content.get(0);
              }
            });

    assertThat(found).isEqualTo((byte) 42);
    assertThat(attempts).hasValue(4);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void hidesAnInterruptFromTheCallAndLeavesItPending() throws IOException {
    Thread.currentThread().interrupt();
    boolean seen = Uninterruptible.call(() -> Thread.currentThread().isInterrupted());

    assertThat(seen).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void leavesAThreadThatWasNotInterruptedAlone() throws IOException {
    Uninterruptible.run(() -> {});

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void passesFailuresOnAndLeavesTheInterruptPending() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                Uninterruptible.run(
                    () -> {
                      throw new IOException("broken");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
    assertThat(Thread.interrupted()).isTrue();
  }
}
