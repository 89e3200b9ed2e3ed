package dev.cairnkv.bench.jmh;

import dev.cairnkv.KeyType;
import dev.cairnkv.bench.peer.Form;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it takes to make a frame, and the parts of that. */
@State(Scope.Thread)
public class FrameBenchmark extends Defaults {
  private static final int PAYLOAD_BYTES = 1 + 16 + 1 + VALUE_BYTES;
  private static final long OFFSET = 4096;

  private final Fingerprinter<byte[]> fingerprinter =
      new Fingerprinter<>(KeyType.BYTES, new FingerprintSeed(1, 2));
  private final Checksum checksum = Checksum.of(new UUID(1, 2), 1);
  private final PayloadBuffer scratch = new PayloadBuffer();
  private final FrameBuffer frame = new FrameBuffer();
  private final byte[] key = Form.BYTES.key(1);
  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private final Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch);

  /** Makes the fingerprint of a key. */
  @Benchmark
  public Fingerprint fingerprint() {
    return fingerprinter.fingerprint(key, scratch);
  }

  /** Makes the CRC-32C of a payload. */
  @Benchmark
  public int crc() {
    return Checksum.plain(payload, 0, payload.length);
  }

  /** Makes a frame of a payload: copy, both checksums, header. */
  @Benchmark
  public int build() {
    frame.begin(fingerprint);
    frame.payload().write(payload);
    frame.endPayload();
    return frame.complete(FrameKind.PUT, 1, 0, OFFSET, checksum);
  }
}
