package dev.cairnkv.reliability.linearizability;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jspecify.annotations.Nullable;

/**
 * The check of the index in small, for a race that it must find: a key is read while it is moved.
 * The scenario is given, since one that is drawn may miss the race; and it is run by real threads,
 * since the model checker changes threads between accesses to Java's own memory only.
 */
public final class PlantedRace {
  private static final int RUNS = 200_000;
  private static final int KEY = 0;
  private static final int LOCATION = 5;

  private PlantedRace() {}

  /**
   * Lets Lincheck read a key in one thread and move it in another.
   *
   * @throws AssertionError if it finds one that is not linearizable
   */
  public static void check() {
    Actor get = actor("get", KEY);
    @Nullable Actor noValidation = null;
    ExecutionScenario scenario =
        new ExecutionScenario(
            List.of(actor("put", KEY, LOCATION)),
            List.of(
                List.of(get, get, get), List.of(actor("shift"), actor("shift"), actor("shift"))),
            List.of(),
            noValidation);
    Lincheck.stress(IndexSpecification.class, 0, RUNS)
        .addCustomScenario(scenario)
        .minimizeFailedScenario(false)
        .check(IndexOperations.class);
  }

  private static Actor actor(String operation, Object... arguments) {
    Method method =
        Arrays.stream(IndexOperations.class.getMethods())
            .filter(candidate -> candidate.getName().equals(operation))
            .findFirst()
            .orElseThrow();
    return new Actor(method, List.of(arguments));
  }
}
