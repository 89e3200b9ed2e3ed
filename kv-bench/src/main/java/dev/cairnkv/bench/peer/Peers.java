package dev.cairnkv.bench.peer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All stores that can be measured. */
public final class Peers {

  private Peers() {}

  /** Returns them in the order of tables; the first is the one that all others are held against. */
  public static List<PeerKind<?>> all() {
    return List.of(
        CairnPeer.KRYO,
        ChroniclePeer.KIND,
        LmdbPeer.KIND,
        RocksDbPeer.KIND,
        MapDbPeer.KIND,
        XodusPeer.KIND,
        H2Peer.KIND,
        CairnPeer.KRYO_STRINGS,
        CairnPeer.JSON,
        LimitPeer.KIND);
  }

  /** Returns the one with an id. */
  public static Optional<PeerKind<?>> find(String id) {
    return all().stream()
        .<PeerKind<?>>map(kind -> kind)
        .filter(kind -> kind.id().equals(id))
        .findFirst();
  }

  /** Returns all ids, for messages. */
  public static String ids() {
    return all().stream().map(PeerKind::id).collect(Collectors.joining(", "));
  }
}
