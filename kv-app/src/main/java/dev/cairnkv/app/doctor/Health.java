package dev.cairnkv.app.doctor;

/** How well something is. */
public enum Health {
  /** As it should be. */
  OK,

  /** The store works, but less well or less safely than it could. */
  WARN,

  /** The store does not work, or soon will not. */
  FAIL
}
