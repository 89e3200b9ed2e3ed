package dev.cairnkv.app.shell;

/**
 * A word of a line.
 *
 * @param text what it means, without quotes
 * @param start where it begins in the line
 * @param end where it ends in the line
 */
record Word(String text, int start, int end) {}
