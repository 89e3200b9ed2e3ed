package dev.cairnkv.fs;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The system call that says how mapped memory will be used, where the {@link CLibrary} can be
 * called. It is only advice, so that nobody is told where it cannot be given.
 */
final class PosixMadvise {

  /* Linux: <sys/mman.h>. */
  private static final int POSIX_MADV_RANDOM = 1;

  private PosixMadvise() {}

  /**
   * Says that memory is used here and there, so that the system reads no more than is asked for.
   */
  static void random(MemorySegment memory) {
    if (CLibrary.isAvailable()) {
      Call.FOUND.ifPresent(advise -> call(advise, memory, POSIX_MADV_RANDOM));
    }
  }

  private static void call(MethodHandle advise, MemorySegment memory, int advice) {
    try {
      int _ = (int) advise.invokeExact(memory, memory.byteSize(), advice);
    } catch (Throwable impossible) {
      throw new AssertionError("a call of the C library threw an exception", impossible);
    }
  }

  /** Found when first needed. */
  private static final class Call {
    static final Optional<MethodHandle> FOUND =
        CLibrary.function(
            "posix_madvise",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));
  }
}
