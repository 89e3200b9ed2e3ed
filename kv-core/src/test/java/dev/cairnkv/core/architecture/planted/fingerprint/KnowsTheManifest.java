package dev.cairnkv.core.architecture.planted.fingerprint;

import dev.cairnkv.core.architecture.planted.manifest.KnowsTheFingerprint;

/** Breaks a rule on purpose. */
public interface KnowsTheManifest {
  /** Returns something of the manifest. */
  KnowsTheFingerprint manifest();
}
