/**
 * What identifies a key: a 128-bit keyed hash of its canonical bytes. Start at {@link
 * dev.cairnkv.core.fingerprint.Fingerprinter}.
 *
 * <ol>
 *   <li>Every store has a random seed of its own, so nobody can choose keys that collide.
 *   <li>A fingerprint finds a record; whether it is the right one is decided by comparing the key.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.fingerprint;

import org.jspecify.annotations.NullMarked;
