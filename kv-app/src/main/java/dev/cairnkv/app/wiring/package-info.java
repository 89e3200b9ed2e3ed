/**
 * One Guice module per adapter. {@code CairnModule} lists them.
 *
 * <ol>
 *   <li>Every binding is explicit, and made {@code toInstance} or {@code toProvider} of an
 *       instance. Guice 7 generates a class for each constructor and {@code @Provides} method it
 *       calls, and defines it through {@code sun.misc.Unsafe}, which prints a warning on JDK 25; a
 *       binding to an instance needs none.
 *   <li>Codecs are contributed to a map by their id, so that a custom build adds one with a module
 *       of its own: all of them read, one writes.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.wiring;

import org.jspecify.annotations.NullMarked;
