package dev.cairnkv.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the current thread allocates. */
final class AllocationMeter {

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final long atStart = THREADS.getCurrentThreadAllocatedBytes();

  private AllocationMeter() {}

  static AllocationMeter start() {
    return new AllocationMeter();
  }

  /**
   * Returns the number of bytes since the start, with the slack of a thread's allocation buffer.
   */
  long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - atStart;
  }
}
