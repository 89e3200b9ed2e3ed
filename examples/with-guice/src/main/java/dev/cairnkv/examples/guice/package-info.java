/** A store that Guice wires, with the application's own classes. */
package dev.cairnkv.examples.guice;
