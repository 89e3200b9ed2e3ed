/** Contract suites and in-memory adapters, for authors of codecs and storage adapters. */
@NullMarked
package dev.cairnkv.testkit;

import org.jspecify.annotations.NullMarked;
