package dev.cairnkv.testkit.simulation;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.spi.StorageLock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that uses a disk: it numbers the calls and lets the plan happen to them. */
final class SimulatedProcess {
  final SimulatedDisk disk;
  private final FaultPlan plan;
  private final List<Step> steps = new ArrayList<>();
  private @Nullable StorageLock lock;
  private @Nullable String end;

  SimulatedProcess(SimulatedDisk disk, FaultPlan plan) {
    this.disk = disk;
    this.plan = plan;
  }

  FaultPlan plan() {
    return plan;
  }

  List<Step> steps() {
    return steps;
  }

  boolean isDead() {
    return end != null;
  }

  /** Takes the lock of the place, which is free again when the process has ended. */
  StorageLock lock() {
    if (!disk.names.exists) {
      throw new StoreNotFoundException("there is no " + SimulatedDisk.LOCATION + " yet");
    }
    if (lock != null) {
      throw new StoreLockedException(
          "the " + SimulatedDisk.LOCATION + " is locked by another instance");
    }
    StorageLock taken =
        new StorageLock() {
          @Override
          public void close() {
            release(this);
          }
        };
    lock = taken;
    return taken;
  }

  private void release(StorageLock given) {
    synchronized (disk) {
      if (given.equals(lock)) {
        lock = null;
      }
    }
  }

  /** Ends the process now. */
  void end(String why) {
    if (end == null) {
      end = why;
    }
  }

  void requireAlive() {
    if (end != null) {
      throw new SimulatedCrash(end);
    }
  }

  /** Counts a call, and returns what is to happen in it. */
  @Nullable Fault begin(Step.Call call, int shardId) {
    requireAlive();
    Fault fault = plan.at(steps.size());
    steps.add(new Step(call, shardId));
    return fault;
  }

  /** Makes a call that happens as a whole or not at all. */
  <T extends @Nullable Object> T atomic(Step.Call call, int shardId, Supplier<T> work) {
    Fault fault = begin(call, shardId);
    if (fault == null) {
      T result = work.get();
      if (call.changesNames()) {
        disk.beforeLie = null;
      }
      return result;
    }
    return switch (fault) {
      case CRASH_BEFORE -> throw crash(fault);
      case CRASH_WITHIN -> {
        if (choices().flip(-1)) {
          var _ = work.get();
        }
        throw crash(fault);
      }
      case CRASH_AFTER -> {
        var _ = work.get();
        throw crash(fault);
      }
      case ERROR, SHORT_WRITE -> throw error(fault);
      case ERROR_AFTER -> {
        var _ = work.get();
        throw error(fault);
      }
      case DISK_FULL -> throw call.takesRoom() ? full() : error(fault);
      case LIE -> {
        if (call.changesNames() && disk.beforeLie == null) {
          disk.beforeLie = disk.names.copy();
        }
        yield work.get();
      }
    };
  }

  SimulatedCrash crash(Fault fault) {
    end("simulated crash: " + fault + " at " + here());
    return new SimulatedCrash("simulated crash: " + fault + " at " + here());
  }

  StorageException error(Fault fault) {
    return new StorageException("simulated failure: " + fault + " at " + here());
  }

  /** Returns the decisions about the call that was counted last. */
  Choices choices() {
    return disk.choices.about(-1 - disk.processes).about(steps.size());
  }

  private StoreFullException full() {
    return new StoreFullException("simulated full disk at " + here());
  }

  private String here() {
    return "step " + (steps.size() - 1) + " (" + steps.getLast() + ")";
  }
}
