package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.ShardStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
              if (attempts.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
              }
              try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer content = ByteBuffer.allocate(1);
                channel.read(content);
                return content.get(0);
              }
            });

    assertThat(found).isEqualTo((byte) 42);
    assertThat(attempts).hasValue(2);
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

  @Test
  void passesFailuresOfTheSecondAttemptOn() {
    AtomicInteger attempts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Uninterruptible.run(
                    () -> {
                      throw attempts.incrementAndGet() == 1
                          ? new ClosedByInterruptException()
                          : new IOException("broken");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void letsAThreadFinishThatIsInterruptedAllTheTime() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    FutureTask<byte @Nullable []> writer =
        new FutureTask<>(
            () -> {
              storage.lock().close();
              storage.createShard(1, 1 << 20, new byte[1]).close();
              for (byte round = 1; round <= 10; round++) {
                storage.writeDocument("manifest", new byte[] {round});
                try (CheckpointWriter checkpoint = storage.createCheckpoint(1 << 16)) {
                  checkpoint.publish();
                }
              }
              return storage.readDocument("manifest");
            });
    Thread thread = Thread.ofPlatform().start(writer);
    while (!writer.isDone()) {
      thread.interrupt();
    }

    assertThat(writer.get()).containsExactly(10);
    assertThat(Directories.names(directory))
        .containsExactly("00000001.shard", "index.checkpoint", "lock", "manifest.cairn");
  }
}
