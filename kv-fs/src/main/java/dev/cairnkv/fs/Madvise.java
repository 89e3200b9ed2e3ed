package dev.cairnkv.fs;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The system call of Linux that says how mapped memory will be used, where the {@link CLibrary} can
 * be called. It is only advice, so that it is no error where it cannot be given.
 */
final class Madvise {

  /** How memory will be used. The numbers are those of {@code <sys/mman.h>}. */
  enum Advice {
    /** Here and there: the system reads no more than is asked for. */
    RANDOM(1),

    /** From the beginning to the end: the system reads ahead. */
    SEQUENTIAL(2),

    /**
     * Not soon. Its pages are taken out of the page tables; what was written to them stays in the
     * page cache, and the next access maps it again.
     */
    DONT_NEED(4),

    /** It is written soon. Its pages are mapped for writing, all at once. */
    POPULATE_WRITE(23);

    private final int number;

    Advice(int number) {
      this.number = number;
    }
  }

  private Madvise() {}

  /**
   * Gives an advice.
   *
   * @param memory mapped from a file and shared; it begins at the beginning of a page
   * @return whether it was taken
   * @throws IllegalStateException if the memory is unmapped
   */
  static boolean advise(MemorySegment memory, Advice advice) {
    return CLibrary.isAvailable()
        && Call.FOUND.isPresent()
        && call(Call.FOUND.get(), memory, advice.number) == 0;
  }

  private static int call(MethodHandle advise, MemorySegment memory, int advice) {
    try {
      return (int) advise.invokeExact(memory, memory.byteSize(), advice);
    } catch (IllegalStateException unmapped) {
      throw unmapped;
    } catch (Throwable impossible) {
      throw new AssertionError("a call of the C library threw an exception", impossible);
    }
  }

  /** Found when first needed. */
  private static final class Call {
    static final Optional<MethodHandle> FOUND =
        CLibrary.function(
            "madvise",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));
  }
}
