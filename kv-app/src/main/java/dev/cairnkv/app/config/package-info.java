/**
 * What a store is configured with. Start at {@link dev.cairnkv.app.config.KvConfig}, which has the
 * defaults; {@link dev.cairnkv.app.config.ConfigLoader} reads one from a file, the environment and
 * flags.
 *
 * <ol>
 *   <li>A configuration is parsed and checked here, before anything is wired or opened.
 *   <li>Every {@link dev.cairnkv.app.config.Setting} may come from each source; the later wins:
 *       default, properties file, {@code KV_*} variable, flag.
 *   <li>A name that is not known is an error, never ignored, unless Kubernetes made it.
 *   <li>An error names its source: file and line, variable or flag.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.config;

import org.jspecify.annotations.NullMarked;
