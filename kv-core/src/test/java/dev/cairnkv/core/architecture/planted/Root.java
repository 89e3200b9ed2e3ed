package dev.cairnkv.core.architecture.planted;

/** Stands for the store, which no package below it may know. */
public interface Root {}
