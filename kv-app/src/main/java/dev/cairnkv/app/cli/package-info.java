/**
 * The commands. Start at {@link dev.cairnkv.app.cli.KvCommand}, which holds the options that all of
 * them take.
 *
 * <ol>
 *   <li>Data goes to standard output, messages to standard error.
 *   <li>The exit code is one of {@link dev.cairnkv.app.cli.ExitCode}.
 *   <li>An error is one line; its stack trace is shown with {@code --verbose} only.
 *   <li>Only {@code put} and {@code import} may begin a store.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.cli;

import org.jspecify.annotations.NullMarked;
