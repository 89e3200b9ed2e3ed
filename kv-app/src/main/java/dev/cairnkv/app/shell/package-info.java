/**
 * The shell: lines from a person or a file, each run as a command. Start at {@link
 * dev.cairnkv.app.shell.Shell}. It knows the commands by their names and options only, and runs
 * them through what it is given, so that a command does in a shell what it does on the command
 * line.
 *
 * <ol>
 *   <li>{@link dev.cairnkv.app.shell.Words} says what the words of a line are, for running,
 *       completing and continuing it alike.
 *   <li>Only {@code TerminalLines} and what it builds on know JLine.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.shell;

import org.jspecify.annotations.NullMarked;
