package dev.cairnkv.core.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import dev.cairnkv.spi.Clock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What makes the domain a hexagon. Each rule is made for a root package: that of the domain, or one
 * with planted violations that shows that the rule notices them.
 */
final class HexagonRules {
  private static final String[] PORTS = {"dev.cairnkv", "dev.cairnkv.spi"};

  private static final String[] JDK_PACKAGES = {
    "java.lang",
    "java.lang.foreign",
    "java.lang.invoke",
    "java.lang.ref",
    "java.lang.runtime",
    "java.nio.charset",
    "java.security",
    "java.time",
    "java.util",
    "java.util.concurrent",
    "java.util.concurrent.atomic",
    "java.util.concurrent.locks",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "java.util.zip",
  };

  // CRC32C takes memory in no other way.
  private static final Set<String> JDK_CLASSES =
      Set.of(ByteBuffer.class.getName(), ByteOrder.class.getName());

  private HexagonRules() {}

  /** Whatever is not listed is forbidden. */
  static ArchRule knowsOnlyThePortsAndTheListedPackages(String root) {
    DescribedPredicate<JavaClass> listed =
        resideInAPackage(root + "..")
            .or(resideInAnyPackage(PORTS))
            .or(resideInAPackage("org.jspecify.annotations"))
            .or(resideInAnyPackage(JDK_PACKAGES));
    return classesOf(root)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are ports or listed",
                target -> {
                  JavaClass type = target.getBaseComponentType();
                  return type.isPrimitive()
                      || listed.test(type)
                      || JDK_CLASSES.contains(type.getName());
                }));
  }

  /** Forbidden by name as well, so that no longer list lets them in. */
  static ArchRule doesNoInputOrOutput(String root) {
    return noClassesOf(root)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.net..", "java.nio.channels..", "java.nio.file..", "jdk..", "sun..");
  }

  /** Dependencies are handed over, and what is to be said is reported to the caller. */
  static ArchRule knowsNoFrameworkAndNoLogger(String root) {
    return noClassesOf(root)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "com.google..",
                    "jakarta..",
                    "java.util.logging..",
                    "javax..",
                    "org.apache..",
                    "org.slf4j..")
                .or(
                    are(
                        DescribedPredicate.describe(
                            "loggers of the JDK",
                            type -> type.getName().startsWith("java.lang.System$Logger")))));
  }

  /** Standard output and error belong to the application. */
  static ArchRule printsNothing(String root) {
    return noClassesOf(root)
        .should()
        .accessTargetWhere(
            target(
                "standard output or error",
                target ->
                    is(target, System.class, Set.of("out", "err", "in", "console"))
                        || target.getName().equals("printStackTrace")));
  }

  /** The clock is a port, and which one it is is up to the application. */
  static ArchRule asksOnlyTheClockItWasGiven(String root) {
    Set<String> clocks =
        Set.of(
            "java.time.Clock",
            "java.time.InstantSource",
            Date.class.getName(),
            Calendar.class.getName());
    return noClassesOf(root)
        .should()
        .accessTargetWhere(
            target(
                "the clock of the system",
                target ->
                    is(target, System.class, Set.of("currentTimeMillis", "nanoTime"))
                        || is(target, Clock.class, Set.of("system"))
                        || (target.getName().equals("now")
                            && target.getOwner().getPackageName().startsWith("java.time"))))
        .orShould()
        .dependOnClassesThat(
            are(
                DescribedPredicate.describe(
                    "clocks of the JDK", type -> clocks.contains(type.getName()))));
  }

  /** Either could be replaced without the other. */
  static ArchRule keepsTheIndexFromTheLog(String root) {
    return noClassesOf(root + ".index")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".log..");
  }

  /** The other half of {@link #keepsTheIndexFromTheLog}. */
  static ArchRule keepsTheLogFromTheIndex(String root) {
    return noClassesOf(root + ".log")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".index..");
  }

  static ArchRule hasNoCyclesOfPackages(String root) {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  /**
   * Each package builds on those before it only, and the root package on all of them.
   *
   * @param order the packages below the root, in order
   */
  static ArchRule buildsOnEarlierPackagesOnly(String root, List<String> order) {
    return classesOf(root)
        .should(
            new ArchCondition<>("depend on earlier packages only, in the order " + order) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                int place = place(type);
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                  JavaClass target = dependency.getTargetClass().getBaseComponentType();
                  if (isIn(target, root) && place(target) > place) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                  }
                }
              }

              private int place(JavaClass type) {
                for (int i = 0; i < order.size(); i++) {
                  if (isIn(type, root + "." + order.get(i))) {
                    return i;
                  }
                }
                return order.size();
              }
            });
  }

  private static GivenClassesConjunction classesOf(String root) {
    return classes().that().resideInAPackage(root + "..");
  }

  private static GivenClassesConjunction noClassesOf(String root) {
    return noClasses().that().resideInAPackage(root + "..");
  }

  private static boolean isIn(JavaClass type, String root) {
    return (type.getPackageName() + ".").startsWith(root + ".");
  }

  private static DescribedPredicate<JavaAccess<?>> target(
      String description, Predicate<AccessTarget> predicate) {
    return DescribedPredicate.describe(
        "the target is " + description, access -> predicate.test(access.getTarget()));
  }

  private static boolean is(AccessTarget target, Class<?> owner, Set<String> names) {
    return target.getOwner().isEquivalentTo(owner) && names.contains(target.getName());
  }
}
