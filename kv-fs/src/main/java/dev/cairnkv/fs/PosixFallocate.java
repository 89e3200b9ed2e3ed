package dev.cairnkv.fs;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The system call that reserves the blocks of a file, on 64-bit Linux. It is used only where native
 * access was given to this module, since the JVM prints a warning otherwise.
 */
final class PosixFallocate {

  /* Linux: <errno.h> and <fcntl.h>. The values of O_RDWR and O_CLOEXEC are those of all machines
  that a JDK of this version runs on. */
  private static final int EINTR = 4;
  private static final int EFBIG = 27;
  private static final int ENOSPC = 28;
  private static final int EDQUOT = 122;
  private static final int O_RDWR = 2;
  private static final int O_CLOEXEC = 0x80000;

  private PosixFallocate() {}

  static boolean isAvailable() {
    return CLibrary.isAvailable() && Calls.FOUND.isPresent();
  }

  /**
   * Gives an empty file its size and its blocks.
   *
   * @return false if that is not possible here for another reason than space
   * @throws NoSpaceException if there is no room
   */
  static boolean reserve(Path file, long sizeBytes) throws NoSpaceException {
    if (!isAvailable()) {
      return false;
    }
    int error = Calls.FOUND.orElseThrow().reserve(file, sizeBytes);
    return switch (error) {
      case 0 -> true;
      case ENOSPC -> throw new NoSpaceException("No space left on device");
      case EDQUOT -> throw new NoSpaceException("Disk quota exceeded");
      case EFBIG -> throw new NoSpaceException("File too large");
      default -> false;
    };
  }

  /** The functions of the C library; found when first needed. */
  private record Calls(MethodHandle open, MethodHandle allocate, MethodHandle close) {

    static final Optional<Calls> FOUND = find();

    private static Optional<Calls> find() {
      Optional<MethodHandle> open =
          CLibrary.function(
              "open",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT),
              Linker.Option.firstVariadicArg(2));
      Optional<MethodHandle> allocate =
          CLibrary.function(
              "posix_fallocate",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG));
      Optional<MethodHandle> close =
          CLibrary.function(
              "close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      return open.isPresent() && allocate.isPresent() && close.isPresent()
          ? Optional.of(new Calls(open.get(), allocate.get(), close.get()))
          : Optional.empty();
    }

    /** Returns 0, the error number of the call, or -1 if the file could not be opened. */
    int reserve(Path file, long sizeBytes) {
      try (Arena arena = Arena.ofConfined()) {
        int descriptor = (int) open.invokeExact(path(file, arena), O_RDWR | O_CLOEXEC, 0);
        if (descriptor < 0) {
          return -1;
        }
        int error;
        do {
          error = (int) allocate.invokeExact(descriptor, 0L, sizeBytes);
        } while (error == EINTR);
        int _ = (int) close.invokeExact(descriptor);
        return error;
      } catch (Throwable impossible) {
        throw new AssertionError("a call of the C library threw an exception", impossible);
      }
    }

    private static MemorySegment path(Path file, Arena arena) {
      Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
      byte[] bytes = file.toString().getBytes(charset);
      MemorySegment path = arena.allocate(bytes.length + 1L);
      MemorySegment.copy(bytes, 0, path, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return path;
    }
  }
}
