package dev.cairnkv.app.cli;

import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.KeyFormatException;
import dev.cairnkv.KvException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.app.config.ConfigException;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.config.Suggestion;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns an exception into one line on standard error and an exit code. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final KvCommand kv;

  ErrorHandler(KvCommand kv) {
    this.kv = kv;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    // A parameter is said to be missing where an option stands that nobody knows.
    List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
    String what = unmatched.isEmpty() ? e.getMessage() : unknown(unmatched.getFirst(), command);
    return report(
        e, "%s; see '%s --help'".formatted(what, command.qualifiedName()), ExitCode.USAGE);
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, @Nullable ParseResult parsed) {
    return handle(e);
  }

  int handle(Throwable e) {
    return switch (e) {
      case ClosedPipeException closed -> ExitCode.DONE;
      case Throwable ignored when kv.interrupted() -> ExitCode.INTERRUPTED; // the hook has said so
      case InterruptedIOException ended -> interrupted(ended);
      case ClosedByInterruptException ended -> interrupted(ended);
      case UncheckedIOException wrapper when wrapper.getCause() != null ->
          handle(wrapper.getCause());
      case ConfigException wrong -> report(wrong, wrong.getMessage(), ExitCode.USAGE);
      case WrongUsageException wrong -> report(wrong, wrong.getMessage(), ExitCode.USAGE);
      case InvalidPathException wrong -> report(wrong, wrong.getMessage(), ExitCode.USAGE);
      case KeyFormatException wrong -> report(wrong, wrong.getMessage(), ExitCode.USAGE);
      case StoreNotFoundException missing ->
          report(missing, noStore(kv.config()), ExitCode.STORE_ERROR);
      case CorruptFrameException damaged ->
          report(damaged, withHint(damaged), ExitCode.STORE_ERROR);
      case WrongFormatException wrong -> report(wrong, withHint(wrong), ExitCode.STORE_ERROR);
      case WrongCodecException wrong ->
          report(wrong, wrong.getMessage() + codecHint(wrong), ExitCode.STORE_ERROR);
      case KvException failed -> report(failed, failed.getMessage(), ExitCode.STORE_ERROR);
      case FileSystemException failed -> report(failed, describe(failed), ExitCode.STORE_ERROR);
      case IOException failed -> report(failed, failed.getMessage(), ExitCode.STORE_ERROR);
      case OutOfMemoryError tooMuch ->
          report(tooMuch, "out of memory: " + tooMuch.getMessage(), ExitCode.STORE_ERROR);
      default ->
          report(
              e, "unexpected error, please report it with --verbose: " + e, ExitCode.STORE_ERROR);
    };
  }

  /** A shell goes on with the flag as it was before. */
  private int interrupted(IOException e) {
    var _ = Thread.interrupted();
    return report(e, "interrupted", ExitCode.INTERRUPTED);
  }

  private int report(Throwable e, @Nullable String message, int exitCode) {
    kv.streams().message(oneLine(message == null ? e.toString() : message));
    if (kv.verbose()) {
      e.printStackTrace(kv.streams().err());
    }
    return exitCode;
  }

  private static String withHint(KvException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("repair") ? message + " (see 'kv repair --help')" : message;
  }

  private static String codecHint(WrongCodecException e) {
    return String.valueOf(e.getMessage()).contains("+aes.")
        ? " (kv takes keys from --key-file and KV_KEYS, and an application's codecs from"
            + " --classpath)"
        : " (kv takes an application's codecs from --classpath)";
  }

  private static String noStore(KvConfig config) {
    return "there is no store in %s; %s, --dir names another"
        .formatted(
            config.directory(),
            config.options().createIfMissing()
                ? "'kv put' or 'kv import' begins one"
                : "create-if-missing=true lets 'kv put' or 'kv import' begin one");
  }

  private static String unknown(String found, CommandSpec command) {
    if (found.startsWith("-")) {
      String name = found.contains("=") ? found.substring(0, found.indexOf('=')) : found;
      String text =
          command.positionalParameters().isEmpty()
              ? ""
              : " (text that begins with - goes behind --)";
      return "unknown option "
          + name
          + text
          + Suggestion.didYouMean(name, command.optionsMap().keySet());
    }
    return command.subcommands().isEmpty()
        ? "unexpected argument " + found
        : "unknown command " + found + Suggestion.didYouMean(found, new Commands().names());
  }

  private static @Nullable String describe(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      default -> e.getMessage();
    };
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
