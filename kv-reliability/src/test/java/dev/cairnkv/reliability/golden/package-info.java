/**
 * Stores written by format 1 and committed, which every later version must read. {@link
 * dev.cairnkv.reliability.golden.GoldenStores} wrote them; {@link
 * dev.cairnkv.reliability.golden.GoldenStoresTest} reads them. They are never written again: a
 * later format gets stores of its own.
 */
@NullMarked
package dev.cairnkv.reliability.golden;

import org.jspecify.annotations.NullMarked;
