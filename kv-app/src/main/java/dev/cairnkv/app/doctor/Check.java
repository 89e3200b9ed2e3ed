package dev.cairnkv.app.doctor;

import java.io.IOException;

/** Looks at one thing. */
interface Check {

  /** Returns what is looked at, in one word. */
  String name();

  /**
   * Looks at it.
   *
   * @throws IOException if that cannot be looked at
   */
  Diagnosis look() throws IOException;
}
