package dev.cairnkv.reliability.canary;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;

/**
 * A bug in a running class: its bytes are replaced, and put back when this is closed. Whatever
 * cannot be found, or does not change anything, is an error: a canary that was renamed away would
 * be found by nobody.
 */
public final class Plant implements AutoCloseable {
  private final Class<?> type;
  private final byte[] original;

  private Plant(Class<?> type, byte[] original) {
    this.type = type;
    this.original = original;
  }

  /**
   * Plants a bug.
   *
   * @param className the class
   * @param methodName its method, which must be there
   * @param bug what is changed in it
   */
  public static Plant in(String className, String methodName, AsmVisitorWrapper bug) {
    Class<?> type = load(className);
    if (Arrays.stream(type.getDeclaredMethods())
        .noneMatch(method -> method.getName().equals(methodName))) {
      throw new IllegalStateException(
          "there is no method %s in %s; plant the canary elsewhere"
              .formatted(methodName, className));
    }
    byte[] intact = bytes(new ByteBuddy().redefine(type, locator(type)));
    byte[] broken = bytes(new ByteBuddy().redefine(type, locator(type)).visit(bug));
    if (Arrays.equals(intact, broken)) {
      throw new IllegalStateException(
          "nothing was changed in %s.%s; plant the canary elsewhere"
              .formatted(className, methodName));
    }
    redefine(type, broken);
    return new Plant(type, original(type));
  }

  /** Digs the bug out. */
  @Override
  public void close() {
    redefine(type, original);
  }

  private static Class<?> load(String className) {
    try {
      return Class.forName(className);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "there is no class " + className + "; plant the canary elsewhere", e);
    }
  }

  private static byte[] bytes(DynamicType.Builder<?> builder) {
    try (DynamicType.Unloaded<?> unloaded = builder.make()) {
      return unloaded.getBytes();
    }
  }

  private static byte[] original(Class<?> type) {
    return ClassFileLocator.ForClassLoader.read(type);
  }

  private static ClassFileLocator locator(Class<?> type) {
    return ClassFileLocator.ForClassLoader.of(type.getClassLoader());
  }

  private static void redefine(Class<?> type, byte[] bytes) {
    Instrumentation instrumentation = ByteBuddyAgent.getInstrumentation();
    try {
      instrumentation.redefineClasses(new ClassDefinition(type, bytes));
    } catch (ClassNotFoundException | UnmodifiableClassException e) {
      throw new IllegalStateException("cannot change " + type, e);
    }
  }
}
