/**
 * Puts index and log together: which record of a key is the latest, and how much of each shard is
 * live.
 */
@NullMarked
package dev.cairnkv.core.catalog;

import org.jspecify.annotations.NullMarked;
