package dev.cairnkv.app.doctor;

import dev.cairnkv.KvException;
import dev.cairnkv.app.config.KvConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;

/** Checks whether a store can work well where it is. */
public final class Doctor {
  private final List<Check> checks;

  /**
   * Makes a doctor for the store that a configuration describes.
   *
   * @param config the configuration; the store need not exist
   * @param sizes shows a number of bytes to people
   */
  public Doctor(KvConfig config, LongFunction<String> sizes) {
    Path directory = config.directory().toAbsolutePath();
    SystemLimits limits = SystemLimits.ofLinux();
    this.checks =
        List.of(
            new JavaCheck(),
            new NativeAccessCheck(),
            new DirectoryCheck(directory),
            new FileSystemCheck(directory),
            new SpaceCheck(directory, config.options().shardSizeBytes(), sizes),
            new MappingsCheck(directory, limits),
            new OpenFilesCheck(limits),
            new StoreCheck(directory),
            new ClockCheck(directory));
  }

  /** Returns what each check finds. */
  public List<Diagnosis> examine() {
    return checks.stream().map(Doctor::examine).toList();
  }

  private static Diagnosis examine(Check check) {
    try {
      return check.look();
    } catch (IOException | KvException e) {
      return Diagnosis.fail(
          check.name(), "cannot be looked at: " + e, "see what the message says of the directory");
    }
  }
}
