package dev.cairnkv.app.doctor;

import java.io.IOException;
import java.util.OptionalLong;

/** Whether this process may have enough files open. Shards that are mapped are not. */
final class OpenFilesCheck implements Check {
  private static final int ENOUGH = 256;

  private final SystemLimits limits;

  OpenFilesCheck(SystemLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "open-files";
  }

  @Override
  public Diagnosis look() throws IOException {
    OptionalLong limit = limits.openFiles();
    if (limit.isEmpty()) {
      return Diagnosis.ok(name(), "no limit is known here");
    }
    String found = "a process may have " + limit.getAsLong() + " files open";
    return limit.getAsLong() < ENOUGH
        ? Diagnosis.warn(name(), found, "ulimit -n " + ENOUGH)
        : Diagnosis.ok(name(), found);
  }
}
