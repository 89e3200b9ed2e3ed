/**
 * The commands. Start at {@link dev.cairnkv.app.cli.KvCommand}, which holds the options that all of
 * them take, and {@link dev.cairnkv.app.cli.Commands}, which lists them. A command is a class of
 * its own below {@link dev.cairnkv.app.cli.StoreCommand}, and a line in that list; its help ends
 * with examples, which a test parses. {@link dev.cairnkv.app.cli.Picocli} finds out what arguments
 * mean, but for the plainest get, which {@link dev.cairnkv.app.cli.PlainGet} knows.
 *
 * <ol>
 *   <li>Data goes to standard output, messages to standard error.
 *   <li>The exit code is one of {@link dev.cairnkv.app.cli.ExitCode}.
 *   <li>An error is one line; its stack trace is shown with {@code --verbose} only.
 *   <li>Only {@code put} and {@code import} may begin a store.
 *   <li>A command reads the same in a shell, where the store stays open between commands: it asks
 *       {@code KvCommand} for the store and gives the session back.
 *   <li>A loop that can take long calls {@code Interruption.check}, so that a shell can end it.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.cli;

import org.jspecify.annotations.NullMarked;
