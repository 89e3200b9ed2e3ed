/** The Java example of the README. */
package dev.cairnkv.examples.quickstart;
