/**
 * Reading all of a store to see what is wrong with it, and giving up what is lost so that the rest
 * serves without doubt. Start at {@link dev.cairnkv.core.repair.Inspection}, which reads and never
 * writes; {@link dev.cairnkv.core.repair.RepairPlan} says what is to be done, and {@link
 * dev.cairnkv.core.repair.RepairWork} does it.
 *
 * <ol>
 *   <li>A repair happens as a whole or not at all: it is decided by one document, and a restore or
 *       repair that finds it undecided takes it back, or else ends it.
 *   <li>Nothing is deleted but what a repair that was not decided made itself.
 *   <li>What is copied keeps its payload and expiry, and gets a new sequence; its checksums were
 *       right.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.repair;

import org.jspecify.annotations.NullMarked;
