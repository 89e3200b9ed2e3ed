package dev.cairnkv.examples.snippets;

/** The value as it was before it counted logins. */
public record UserV1(String name) {}
