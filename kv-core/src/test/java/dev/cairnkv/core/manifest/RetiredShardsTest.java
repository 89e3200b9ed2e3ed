package dev.cairnkv.core.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetiredShardsTest {
  private final InMemoryShardStorage storage = new InMemoryShardStorage();

  private RetiredShards writtenAndRead(RetiredShards shards) {
    storage.create();
    storage.writeDocument(RetiredShards.NAME, shards.encode());
    return RetiredShards.read(storage);
  }

  private static RetiredShards of(Integer... ids) {
    return new RetiredShards(new TreeSet<>(List.of(ids)));
  }

  @Test
  void readsWhatItWrote() {
    for (RetiredShards shards : List.of(of(), of(1), of(1, 2, 3), of(1, 3, 4, 5, 9), of(7, 8))) {
      assertThat(writtenAndRead(shards)).isEqualTo(shards);
    }
  }

  @Test
  void takesLittleSpaceForManyIds() {
    RetiredShards shards =
        new RetiredShards(new TreeSet<>(IntStream.rangeClosed(1, 200_000).boxed().toList()));

    assertThat(shards.encode()).hasSizeLessThan(100);
    assertThat(writtenAndRead(shards)).isEqualTo(shards);
  }

  @Test
  void hasOneMore() {
    assertThat(of(1, 2).with(5)).isEqualTo(of(1, 2, 5));
  }

  @Test
  void readsIdsOneByOne() {
    storage.create();
    storage.writeDocument(RetiredShards.NAME, new TextDocument(Map.of("shards", "1,2,5")).encode());

    assertThat(RetiredShards.read(storage)).isEqualTo(of(1, 2, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "3-1", "0", "-", "1-", "1-16777216", "1--2"})
  void refusesWhatIsNoRange(String text) {
    storage.create();
    storage.writeDocument(RetiredShards.NAME, new TextDocument(Map.of("shards", text)).encode());

    assertThatThrownBy(() -> RetiredShards.read(storage))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("retired shards");
  }

  @Test
  void isTextForPeople() {
    assertThat(new String(of(1, 2, 3, 7).encode(), UTF_8)).startsWith("shards = 1-3,7\n");
  }
}
