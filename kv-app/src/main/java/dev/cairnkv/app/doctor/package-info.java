/**
 * Checks whether a store can work well where it is. Start at {@link dev.cairnkv.app.doctor.Doctor},
 * which has the list of checks.
 *
 * <ol>
 *   <li>Nothing is changed, but that the lock of a store is taken for a moment.
 *   <li>Each check answers with one {@link dev.cairnkv.app.doctor.Diagnosis}, whatever it meets.
 *   <li>What is not as it should be comes with what to do.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.doctor;

import org.jspecify.annotations.NullMarked;
