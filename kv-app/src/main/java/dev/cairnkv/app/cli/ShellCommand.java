package dev.cairnkv.app.cli;

import dev.cairnkv.app.shell.HistoryFile;
import dev.cairnkv.app.shell.Lines;
import dev.cairnkv.app.shell.PlainLines;
import dev.cairnkv.app.shell.Shell;
import dev.cairnkv.app.shell.TerminalLines;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Model.CommandSpec;

@Command(
    name = "shell",
    description = "Run one command after the other, with history and completion.",
    footer = {
      "",
      "Takes the same commands as the command line, without 'kv', and keeps the store open in",
      "between. Tab completes commands, options and keys; up and Ctrl-R find earlier lines; Ctrl-C",
      "ends a command; 'exit' or Ctrl-D ends the shell. A value that begins with { or [ goes on to",
      "the closing bracket, over several lines too; 'single' and \"double\" quotes do as well.",
      "Where standard input is no terminal, its lines are run, those that begin with # left out,",
      "and the exit code is the highest of all commands.",
      "",
      "Examples:",
      "  kv shell",
      "  kv shell < commands.txt"
    })
final class ShellCommand extends StoreCommand {
  private static final String PROGRAM = "kv";

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    if (kv.inShell()) {
      throw new WrongUsageException("this is a shell already; 'exit' ends it");
    }
    kv.config(); // a mistake in the settings is said at once
    boolean interactive = streams.terminals().in() && streams.outIsTerminal();
    try (ShellStore store = kv.shellStore();
        Lines lines = interactive ? open(kv, store, streams) : new PlainLines(streams.in())) {
      Streams ofCommands =
          new Streams(new ShellInput(), streams.out(), streams.err(), streams.terminals());
      int exitCode =
          new Shell(
                  lines,
                  words -> runOne(kv.shellCli(ofCommands, store), words, streams),
                  nanos -> {
                    if (interactive) {
                      printTiming(nanos, streams);
                    }
                  })
              .run();
      return interactive ? ExitCode.DONE : exitCode;
    }
  }

  private static Lines open(KvCommand kv, ShellStore store, Streams streams) throws IOException {
    CommandSpec commands = new Commands().addAll(new CommandLine(kv)).getCommandSpec();
    return TerminalLines.open(
        commands,
        new ShellKeys(kv, store),
        HistoryFile.make(System.getenv(), Path.of(System.getProperty("user.home"))),
        streams.terminals().colors());
  }

  private static int runOne(Cli cli, String[] words, Streams streams) {
    boolean named = words[0].equals(PROGRAM) && words.length > 1;
    int exitCode = cli.run(named ? Arrays.copyOfRange(words, 1, words.length) : words);
    try {
      streams.out().flush(); // what a command printed before it failed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exitCode;
  }

  private static void printTiming(long nanos, Streams streams) {
    String text = "(" + Printable.duration(nanos) + ")";
    streams
        .err()
        .println(streams.terminals().colors() ? Style.faint.on() + text + Style.faint.off() : text);
  }
}
