package dev.cairnkv.core.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.cairnkv.core.ShardedStore;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the domain against {@link HexagonRules}, and each rule against planted violations. */
class HexagonTest {
  private static final String DOMAIN = "dev.cairnkv.core";
  private static final String PLANTED = "dev.cairnkv.core.architecture.planted";

  private static final JavaClasses DOMAIN_CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(DOMAIN);
  private static final JavaClasses PLANTED_CLASSES =
      new ClassFileImporter().importPackages(PLANTED);

  static Stream<Arguments> rules() throws Exception {
    List<String> order = documentedOrder();
    return Stream.of(
        rule(
            "knows only the ports and the listed packages",
            HexagonRules::knowsOnlyThePortsAndTheListedPackages,
            "OpensFiles",
            "WrapsAnIoException",
            "ReadsAChannel",
            "Logs",
            "CalculatesInPackagesThatAreNotListed"),
        rule(
            "does no input or output",
            HexagonRules::doesNoInputOrOutput,
            "OpensFiles",
            "WrapsAnIoException",
            "ReadsAChannel"),
        rule(
            "knows no framework and no logger",
            HexagonRules::knowsNoFrameworkAndNoLogger,
            "Logs",
            "LogsWithTheJdk"),
        rule("prints nothing", HexagonRules::printsNothing, "Prints"),
        rule(
            "asks only the clock it was given",
            HexagonRules::asksOnlyTheClockItWasGiven,
            "AsksTheMilliseconds",
            "AsksTheNanoseconds",
            "AsksForNow",
            "AsksAClockOfTheJdk",
            "AsksTheClockOfTheSystem",
            "AsksADate"),
        rule("keeps the index from the log", HexagonRules::keepsTheIndexFromTheLog, "KnowsTheLog"),
        rule(
            "keeps the log from the index", HexagonRules::keepsTheLogFromTheIndex, "KnowsTheIndex"),
        rule(
            "has no cycles of packages",
            HexagonRules::hasNoCyclesOfPackages,
            "KnowsTheManifest",
            "KnowsTheFingerprint"),
        rule(
            "builds on earlier packages only",
            root -> HexagonRules.buildsOnEarlierPackagesOnly(root, order),
            "KnowsTheManifest",
            "KnowsTheLog",
            "KnowsTheRoot"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theDomainKeepsTheRule(String name, Function<String, ArchRule> rule, Set<String> violators) {
    rule.apply(DOMAIN).check(DOMAIN_CLASSES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void eachPlantedViolationIsNoticed(
      String name, Function<String, ArchRule> rule, Set<String> violators) {
    String report = rule.apply(PLANTED).evaluate(PLANTED_CLASSES).getFailureReport().toString();

    assertThat(violators)
        .as(report)
        .allMatch(
            violator ->
                report.contains("." + violator + ".") || report.contains("." + violator + ">"));
  }

  @Test
  void aRuleThatSeesNoClassFails() {
    ArchRule rule = HexagonRules.doesNoInputOrOutput("dev.cairnkv.nowhere");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> rule.check(DOMAIN_CLASSES))
        .withMessageContaining("failed to check any classes");
  }

  @Test
  void theRulesSeeEachClassOfTheDomain() throws Exception {
    Path classes =
        Path.of(ShardedStore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<String> expected =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.endsWith("module-info.class"))
              .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
              .toList();

      assertThat(DOMAIN_CLASSES.stream().map(JavaClass::getName))
          .hasSizeGreaterThan(40)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void theReadingGuideListsEachPackage() throws Exception {
    Set<String> packages =
        DOMAIN_CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(DOMAIN + "."))
            .map(name -> name.substring(DOMAIN.length() + 1))
            .collect(Collectors.toSet());

    assertThat(documentedOrder()).doesNotHaveDuplicates().hasSameElementsAs(packages);
  }

  /** The packages in the order in which the reading guide of the domain lists them. */
  private static List<String> documentedOrder() throws Exception {
    Path guide = Path.of("src/main/java/dev/cairnkv/core/package-info.java");
    Matcher item = Pattern.compile("<li>\\{@code (\\w+)}").matcher(Files.readString(guide, UTF_8));
    List<String> order = new ArrayList<>();
    while (item.find()) {
      order.add(item.group(1));
    }
    return order;
  }

  private static Arguments rule(String name, Function<String, ArchRule> rule, String... violators) {
    return Arguments.of(name, rule, Set.of(violators));
  }
}
