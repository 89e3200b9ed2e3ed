package dev.cairnkv.examples.guice;

/** What is stored about a guest. */
public record Visit(int count, String lastWord) {}
