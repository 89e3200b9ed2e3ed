package dev.cairnkv.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @Test
  void separatesByWhiteSpace() {
    assertWords("put  a\tb\n c ", "put", "a", "b", "c");
    assertWords("");
    assertWords("  ");
  }

  @Test
  void takesWhatIsQuotedAsOneWord() {
    assertWords("put 'a \"b' \"c 'd\"", "put", "a \"b", "c 'd");
    assertWords("a'b c'\"d e\"f", "ab cd ef");
    assertWords("'' \"\"", "", "");
  }

  @Test
  void readsEscapesInDoubleQuotesOnly() {
    assertWords("\"a\\tb\\n\\r\\u00e9\\\\\\\"\\q\"", "a\tb\n\ré\\\"q");
    assertWords("'a\\nb'", "a\\nb");
    assertWords("a\\ b \\\"c", "a b", "\"c");
    assertWords("\"\\u12\"", "u12");
  }

  @Test
  void takesJsonAsItStandsWithoutQuotes() {
    assertWords(
        "put a {\"b\": [1, {\"c\": \"}\\\"] \"}]} x",
        "put",
        "a",
        "{\"b\": [1, {\"c\": \"}\\\"] \"}]}",
        "x");
    assertWords("[1,\n 2] []", "[1,\n 2]", "[]");
    assertWords("a{b c}", "a{b", "c}");
  }

  @Test
  void joinsLinesBehindABackslash() {
    assertWords("put a\\\nb c \\\nd", "put", "ab", "c", "d");
  }

  @Test
  void saysWhatIsMissingAtTheEnd() {
    assertThat(Words.of("put 'a").missing()).isEqualTo("'");
    assertThat(Words.of("put \"a\\").missing()).isEqualTo("\"");
    assertThat(Words.of("put {\"a\": [1}").missing()).isEqualTo("{");
    assertThat(Words.of("put [\"a]").missing()).isEqualTo("[");
    assertThat(Words.of("put a\\").missing()).isEqualTo("\\");
    assertThat(Words.of("put 'a' {} \\\\").missing()).isEmpty();
  }

  @Test
  void knowsWhereTheWordsAre() {
    assertThat(Words.of("put 'a b' c").list())
        .containsExactly(new Word("put", 0, 3), new Word("a b", 4, 9), new Word("c", 10, 11));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        "two words",
        "{a",
        "[",
        "it's",
        "\"",
        "back\\slash",
        "a\nb\tc",
        "é ✓"
      })
  void quotesSoThatTheWordMeansTheText(String text) {
    assertThat(Words.of(Words.quoted(text)).texts()).containsExactly(text);
  }

  private static void assertWords(String line, String... words) {
    assertThat(Words.of(line).texts()).containsExactly(words);
    assertThat(Words.of(line).missing()).isEmpty();
  }
}
