package dev.cairnkv.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  private static final Path SOURCE =
      Path.of("src/main/java/dev/cairnkv/examples/quickstart/Quickstart.java");
  private static final Path README = Path.of("../../README.md");

  @Test
  void printsWhatItsCommentsSay(@TempDir Path directory) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Quickstart.main(new String[] {directory.resolve("users").toString()});
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("User[name=Ada Lovelace, born=1815]\nnull\n");
  }

  /** The README shows the example as it is, from the try to its end. */
  @Test
  void standsInTheReadmeAsItIs() throws Exception {
    String source = Files.readString(SOURCE).stripIndent();
    int start = source.indexOf("    try (KvStore");
    int end = source.indexOf("next restore brings back what was put");
    String example = source.substring(start, end).indent(-4).strip();

    assertThat(Files.readString(README)).contains(example);
  }
}
