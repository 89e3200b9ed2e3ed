package dev.cairnkv.examples.snippets;

/** A value of an application. */
public record User(String name, int logins) {}
