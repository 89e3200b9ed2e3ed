package dev.cairnkv.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits of the system and of this process, as Linux tells them in files; elsewhere none is known.
 */
record SystemLimits(Path maxMapCount, Path processLimits) {
  private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\d+)\\s.*");

  static SystemLimits ofLinux() {
    return new SystemLimits(Path.of("/proc/sys/vm/max_map_count"), Path.of("/proc/self/limits"));
  }

  /** Returns how many mappings a process may have. */
  OptionalLong mappings() throws IOException {
    // Not as one string: that reads a byte first, and such files give the rest to nobody then.
    return Files.isReadable(maxMapCount)
        ? OptionalLong.of(Long.parseLong(Files.readAllLines(maxMapCount).getFirst()))
        : OptionalLong.empty();
  }

  /** Returns how many files this process may have open. */
  OptionalLong openFiles() throws IOException {
    if (!Files.isReadable(processLimits)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(processLimits).stream()
        .map(OPEN_FILES::matcher)
        .filter(Matcher::matches)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .findFirst();
  }
}
