package dev.cairnkv.app.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** A command below {@code kv}. What it wrote is flushed before its exit code counts. */
abstract class StoreCommand implements Callable<Integer> {
  @ParentCommand private @Nullable KvCommand parent;

  @Override
  public final Integer call() throws IOException {
    return call(Objects.requireNonNull(parent));
  }

  /** Does the same as a command of {@code kv}. */
  final int call(KvCommand kv) throws IOException {
    int exitCode = run(kv, kv.streams());
    kv.streams().out().flush();
    return exitCode;
  }

  /** Does the command and returns its {@link ExitCode}. */
  abstract int run(KvCommand kv, Streams streams) throws IOException;
}
