package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PreallocationTest {

  /* More than the zeros that are written at once, and no multiple of anything. */
  private static final int SIZE_BYTES = 1_234_567;

  @TempDir Path directory;

  static Stream<Preallocation> bothWays() {
    return Stream.of(Preallocation.SYSTEM_CALL, Preallocation.ZEROS);
  }

  @ParameterizedTest
  @MethodSource("bothWays")
  void givesAShardAllItsBytesAsZeros(Preallocation preallocation) {
    ShardStorage storage = new FileShardStorage(directory, preallocation);
    try (Shard shard = storage.createShard(1, SIZE_BYTES, new byte[] {7})) {
      byte[] wanted = new byte[SIZE_BYTES];
      wanted[0] = 7;
      assertThat(shard.read(0, SIZE_BYTES).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("bothWays")
  void makesAShardOfNoBytes(Preallocation preallocation) {
    ShardStorage storage = new FileShardStorage(directory, preallocation);
    try (Shard shard = storage.createShard(1, 0, new byte[0])) {
      assertThat(shard.sizeBytes()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("bothWays")
  @EnabledOnOs(OS.LINUX)
  void reservesTheBlocksOnTheDisk(Preallocation preallocation) throws Exception {
    new FileShardStorage(directory, preallocation).createShard(1, SIZE_BYTES, new byte[1]).close();
    Path file = directory.resolve("00000001.shard");
    Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    assertThat(Long.parseLong(blocks.strip()) * 512).isGreaterThanOrEqualTo(SIZE_BYTES);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void asksTheSystemWhereNativeAccessIsGiven() throws Exception {
    assertThat(PosixFallocate.isAvailable()).isTrue();
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(PosixFallocate.reserve(file, SIZE_BYTES)).isTrue();
    assertThat(file).hasSize(SIZE_BYTES);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesItToZerosWhereTheSystemCannot() throws Exception {
    assertThat(PosixFallocate.reserve(directory.resolve("missing"), SIZE_BYTES)).isFalse();
  }

  @Test
  void printsNothingWithOrWithoutNativeAccess() throws Exception {
    for (List<String> options : List.of(List.<String>of(), List.of(ChildJvm.NATIVE_ACCESS))) {
      Path place = directory.resolve("store" + options.size());
      ChildJvm.Outcome outcome =
          ChildJvm.run(List.of(), ChildJvm.command(options, MakesAShard.class, place));

      assertThat(outcome)
          .isEqualTo(new ChildJvm.Outcome(0, "native access: " + !options.isEmpty(), ""));
      assertThat(place.resolve("00000001.shard")).hasSize(SIZE_BYTES);
    }
  }

  /** Makes a store with a shard and ends without closing anything. */
  static final class MakesAShard {
    public static void main(String[] arguments) {
      ShardStorage storage = FileShardStorage.at(Path.of(arguments[0]));
      storage.create();
      Shard shard = storage.createShard(1, SIZE_BYTES, new byte[1]);
      shard.append(1, new byte[] {42}, 0, 1);
      System.out.println("native access: " + MakesAShard.class.getModule().isNativeAccessEnabled());
      Runtime.getRuntime().halt(0);
    }
  }
}
