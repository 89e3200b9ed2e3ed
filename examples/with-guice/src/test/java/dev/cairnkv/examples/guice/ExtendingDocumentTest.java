package dev.cairnkv.examples.guice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every piece of code in EXTENDING stands in the custom build, which is compiled and run. */
class ExtendingDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/EXTENDING.md");
  private static final Path EXAMPLE = Path.of("../custom-build");
  private static final Pattern CODE = Pattern.compile("```(?:java|xml)\n(.*?)```", Pattern.DOTALL);
  private static final int PIECES = 8;

  @Test
  void showsPiecesOfTheExampleOnly() throws IOException {
    String sources = withoutIndents(sources());
    List<String> pieces =
        CODE.matcher(Files.readString(DOCUMENT))
            .results()
            .map(ExtendingDocumentTest::code)
            .toList();

    assertThat(pieces).hasSize(PIECES).allSatisfy(piece -> assertThat(sources).contains(piece));
  }

  private static String code(MatchResult block) {
    return withoutIndents(block.group(1));
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
      return Stream.concat(
              Stream.of(EXAMPLE.resolve("pom.xml")),
              files.filter(file -> file.toString().endsWith(".java")))
          .map(ExtendingDocumentTest::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutIndents(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
