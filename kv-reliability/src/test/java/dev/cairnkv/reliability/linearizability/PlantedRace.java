package dev.cairnkv.reliability.linearizability;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jspecify.annotations.Nullable;

/**
 * The check of the index in small, for a race that it must find: a key is read while the slots
 * before it are moved. The scenario is given, since one that is drawn may miss the race.
 */
public final class PlantedRace {
  private static final int RUNS = 5_000;
  private static final int KEY = 0;
  private static final int LOCATION = 5;

  private PlantedRace() {}

  /**
   * Lets Lincheck try interleavings of the index.
   *
   * @throws AssertionError if it finds one that is not linearizable
   */
  public static void check() {
    Actor get = actor("get", KEY);
    @Nullable Actor noValidation = null;
    ExecutionScenario scenario =
        new ExecutionScenario(
            List.of(actor("put", KEY, LOCATION)),
            List.of(List.of(get, get), List.of(actor("shift"), actor("shift"))),
            List.of(),
            noValidation);
    Lincheck.modelChecking(IndexSpecification.class, 0, RUNS)
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
