package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which shards pins keep. */
class ShardPinsTest {
  private final ShardPins pins = new ShardPins();

  @Test
  void keepsShardsUpToTheHighestPinUntilThatIsClosed() {
    ShardPins.Pin lower = pins.pin(2);
    try (var _ = pins.pin(5)) {
      assertThat(pins.isPinned(5)).isTrue();
      assertThat(pins.isPinned(6)).isFalse();
    }
    assertThat(pins.isPinned(3)).isFalse();
    assertThat(pins.isPinned(2)).isTrue();
    lower.close();
    lower.close();
    assertThat(pins.isPinned(1)).isFalse();
  }

  @Test
  void keepsTwoPinsOfTheSameShardApart() {
    ShardPins.Pin first = pins.pin(3);
    ShardPins.Pin second = pins.pin(3);
    first.close();
    first.close();
    assertThat(pins.isPinned(3)).isTrue();
    second.close();
    assertThat(pins.isPinned(3)).isFalse();
  }
}
