/**
 * The documents of a store, which are lines of text with a checksum: {@link
 * dev.cairnkv.core.manifest.Manifest} says what the store is, {@link
 * dev.cairnkv.core.manifest.CleanMark} that it was shut down cleanly, and where, {@link
 * dev.cairnkv.core.manifest.RepairMark} and {@link dev.cairnkv.core.manifest.BackupMark} that a
 * repair or a backup is under way.
 */
@NullMarked
package dev.cairnkv.core.manifest;

import org.jspecify.annotations.NullMarked;
