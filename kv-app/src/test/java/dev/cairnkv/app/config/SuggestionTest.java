package dev.cairnkv.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("dir", "codec", "shard-size", "sync-period");

  @ParameterizedTest
  @CsvSource({
    "dri, dir",
    "codecs, codec",
    "Codec, codec",
    "shardsize, shard-size",
    "shard_size, shard-size",
    "sync-preiod, sync-period"
  })
  void findsTheNameThatWasMeant(String found, String meant) {
    assertThat(Suggestion.nearest(found, KNOWN)).contains(meant);
  }

  @Test
  void keepsSilentWhenNothingIsNear() {
    assertThat(Suggestion.nearest("timeout", KNOWN)).isEmpty();
    assertThat(Suggestion.didYouMean("", KNOWN)).isEmpty();
    assertThat(Suggestion.nearest("dir", List.of())).isEmpty();
  }

  @Test
  void countsEachOfTheFourSlipsAsOne() {
    assertThat(Suggestion.distance("codec", "codec")).isZero();
    assertThat(Suggestion.distance("codc", "codec")).isEqualTo(1);
    assertThat(Suggestion.distance("coddec", "codec")).isEqualTo(1);
    assertThat(Suggestion.distance("cudec", "codec")).isEqualTo(1);
    assertThat(Suggestion.distance("cdoec", "codec")).isEqualTo(1);
    assertThat(Suggestion.distance("", "codec")).isEqualTo(5);
  }
}
