package dev.cairnkv.testkit.simulation;

/** How a process ends that is ended from outside. */
public enum CrashMode {
  /** The process dies and the operating system lives: whatever was appended is still there. */
  KILL,

  /**
   * The power fails: of what was not synced, the seed decides piece by piece what had reached the
   * disk.
   */
  POWER_LOSS
}
