package dev.cairnkv.app.doctor;

/** Whether this Java is one that Cairn is tested with. */
final class JavaCheck implements Check {
  private static final int TESTED_FEATURE = 25;

  @Override
  public String name() {
    return "java";
  }

  @Override
  public Diagnosis look() {
    String found =
        System.getProperty("java.version") + " of " + System.getProperty("java.vendor", "nobody");
    return Runtime.version().feature() == TESTED_FEATURE
        ? Diagnosis.ok(name(), found)
        : Diagnosis.warn(
            name(), found + ", but Cairn is tested with " + TESTED_FEATURE, "set JAVA_HOME to one");
  }
}
