package dev.cairnkv.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/RELIABILITY.md} says about tests. */
class ReliabilityDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
  private static final Pattern FAULT_ROW = Pattern.compile("(?m)^\\| .* \\| .* \\| (.*) \\|$");

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/RELIABILITY.md"), StandardCharsets.UTF_8);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().replace('\\', '/').contains("/src/"))
          .toList();
    }
  }

  @Test
  void eachTestThatItNamesIsThere() throws IOException {
    List<Path> sources = sources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (MatchResult test : TEST.matcher(document()).results().toList()) {
      named++;
      List<Path> found =
          sources.stream().filter(file -> file.endsWith(test.group(1) + ".java")).toList();
      boolean there = test.group(2) == null && !found.isEmpty();
      for (Path file : found) {
        there |= Files.readString(file).contains(" " + test.group(2) + "(");
      }
      if (!there) {
        missing.add(test.group());
      }
    }
    assertThat(named).isGreaterThan(60);
    assertThat(missing).isEmpty();
  }

  @Test
  void noFaultIsWithoutATest() throws IOException {
    String text = document();
    int start = text.indexOf("\n## Faults and their tests");
    String faults = text.substring(start, text.indexOf("\n## Canaries"));
    Matcher row = FAULT_ROW.matcher(faults);
    int rows = 0;
    while (row.find()) {
      String tests = row.group(1);
      if (tests.equals("tests")) {
        continue;
      }
      rows++;
      assertThat(tests).as(row.group()).containsAnyOf("Test", "Contract");
    }
    assertThat(rows).isGreaterThan(35);
  }
}
