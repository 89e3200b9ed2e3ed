package dev.cairnkv.app.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1 << 16})
  void splitsLinesHoweverTheirBytesCome(int atATime) throws IOException {
    assertThat(lines("one\r\n\ntwo\rhalves\n\r\nlast", atATime))
        .containsExactly("1 one", "2 ", "3 two\rhalves", "4 ", "5 last");
    assertThat(lines("\uFEFFmarked\n", atATime)).containsExactly("1 marked");
    assertThat(lines("", atATime)).isEmpty();
    assertThat(lines("\uFEFF", atATime)).isEmpty();
    assertThat(lines("\n", atATime)).containsExactly("1 ");
  }

  @Test
  void readsLinesLongerThanWhatItReadsAhead() throws IOException {
    List<String> lengths = new ArrayList<>();
    IntStream.of(65_535, 65_536, 65_537, 200_000, 0).mapToObj("x"::repeat).forEach(lengths::add);

    assertThat(lines(String.join("\n", lengths) + "\n", 1 << 16))
        .containsExactlyElementsOf(
            IntStream.range(0, 5).mapToObj(i -> (i + 1) + " " + lengths.get(i)).toList());
  }

  @Test
  void keepsNoMoreOfALineThanTheLimit() throws IOException {
    LineReader reader = reader("1234567890\n12345678\r\n1\n", 10, 1 << 16);

    assertThat(reader.next()).isTrue();
    assertThat(reader.tooLong()).isTrue();
    assertThat(reader.next()).isTrue();
    assertThat(reader.tooLong()).isFalse();
    assertThat(reader.length()).isEqualTo(8);
    assertThat(reader.next()).isTrue();
    assertThat(reader.length()).isEqualTo(1);
    assertThat(reader.lineNumber()).isEqualTo(3);
  }

  @Test
  void appendsALineWithTheLineBreakInBetween() throws IOException {
    LineReader reader = reader("a\r\nb\nc", 100, 1);

    assertThat(reader.next()).isTrue();
    assertThat(reader.append()).isTrue();
    assertThat(text(reader)).isEqualTo("a\r\nb");
    assertThat(reader.append()).isTrue();
    assertThat(text(reader)).isEqualTo("a\r\nb\nc");
    assertThat(reader.append()).isFalse();
  }

  private static List<String> lines(String content, int atATime) throws IOException {
    LineReader reader = reader(content, 1 << 20, atATime);
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      lines.add(reader.lineNumber() + " " + text(reader));
    }
    return lines;
  }

  private static String text(LineReader reader) {
    return new String(reader.array(), 0, reader.length(), UTF_8);
  }

  private static LineReader reader(String content, int maxBytes, int atATime) throws IOException {
    InputStream source = new ByteArrayInputStream(content.getBytes(UTF_8));
    return new LineReader(
        new FilterInputStream(source) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, atATime));
          }
        },
        maxBytes);
  }
}
