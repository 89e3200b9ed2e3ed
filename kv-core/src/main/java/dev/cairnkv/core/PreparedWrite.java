package dev.cairnkv.core;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;

/**
 * A write of a batch, encoded and ready to be appended.
 *
 * @param kind what it says
 * @param key its key
 * @param fingerprint the fingerprint of the key
 * @param frame its frame, with the payload ended
 */
record PreparedWrite<K>(FrameKind kind, K key, Fingerprint fingerprint, FrameBuffer frame) {}
