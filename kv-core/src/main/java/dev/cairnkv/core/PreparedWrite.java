package dev.cairnkv.core;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;

/**
 * A write of a batch, encoded and ready to be appended.
 *
 * @param kind what it says
 * @param fingerprint the fingerprint of its key
 * @param frame its frame, with the payload ended
 */
record PreparedWrite(FrameKind kind, Fingerprint fingerprint, FrameBuffer frame) {}
