package dev.cairnkv.core.architecture.planted.manifest;

import dev.cairnkv.core.architecture.planted.fingerprint.KnowsTheManifest;

/** Breaks a rule on purpose. */
public interface KnowsTheFingerprint {
  /** Returns something of the fingerprint. */
  KnowsTheManifest fingerprint();
}
