/**
 * The examples of the Javadoc. Each region between two markers is shown by a {@code snippet} tag
 * that names it; {@code SnippetsTest} runs all of them.
 */
@NullMarked
package dev.cairnkv.examples.snippets;

import org.jspecify.annotations.NullMarked;
