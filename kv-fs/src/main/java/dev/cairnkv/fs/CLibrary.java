package dev.cairnkv.fs;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The C library of 64-bit Linux. It is used only where native access was given to this module,
 * since the JVM prints a warning otherwise.
 */
final class CLibrary {

  private CLibrary() {}

  static boolean isAvailable() {
    return System.getProperty("os.name", "").equals("Linux")
        && ValueLayout.ADDRESS.byteSize() == Long.BYTES
        && CLibrary.class.getModule().isNativeAccessEnabled();
  }

  /** Returns a function. To be called only if the library {@link #isAvailable}. */
  // Restricted: native access was given.
  @SuppressWarnings("restricted")
  static Optional<MethodHandle> function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, descriptor, options));
  }
}
