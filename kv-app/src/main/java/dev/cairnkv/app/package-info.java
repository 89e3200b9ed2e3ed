/**
 * The application: the one place that sees every module and knows Guice.
 *
 * <ul>
 *   <li>{@link dev.cairnkv.app.CairnModule} gives a {@code KvStore} to an application of its own.
 *   <li>{@link dev.cairnkv.app.Main} is the command line.
 * </ul>
 *
 * <p>The packages below: {@code config} reads settings, {@code wiring} binds one adapter a module,
 * {@code cli} is the commands, {@code shell} runs them line by line, {@code doctor} checks what is
 * around a store, {@code transfer} imports and exports.
 */
@NullMarked
package dev.cairnkv.app;

import org.jspecify.annotations.NullMarked;
