/** Telling the owner of a store what happens in it. */
@NullMarked
package dev.cairnkv.core.event;

import org.jspecify.annotations.NullMarked;
