package dev.cairnkv.fs;

/**
 * Makes the JVM tell of a device that failed under a mapping where it failed.
 *
 * <p>A fault does not interrupt compiled code. It leaves an {@link InternalError} pending, which
 * the JVM throws where the thread next looks for such things: in a loop, in a call that was not
 * inlined, in a native call. A method that only copies has none of these once it is compiled into
 * its callers; so the error would come out of some method around it, after the copy was taken for
 * done and a write was acknowledged that never was.
 */
final class DeviceFaults {

  private static final Object NOBODY_LOCKS_THIS = new Object();

  private DeviceFaults() {}

  /**
   * Throws the error of a fault that this thread ran into before.
   *
   * @throws InternalError if there was one
   */
  static void deliver() {
    // A native call that no compiler of the JVM replaces, and the cheapest: some 20 ns.
    if (Thread.holdsLock(NOBODY_LOCKS_THIS)) {
      throw new AssertionError("nobody locks this");
    }
  }
}
