package dev.cairnkv.core.restore;

import dev.cairnkv.RestoreReport;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.CheckpointState;
import dev.cairnkv.core.log.LogState;

/**
 * A store's state, as a restore found it.
 *
 * @param catalog the latest records
 * @param log what the log goes on from
 * @param checkpoint the checkpoint that it started from
 * @param report what was found and done
 * @param epochMillis a time that it was already, as far as the shards and the clean mark tell
 * @param lateDamages tells of damage that is found later
 */
public record Restored(
    Catalog catalog,
    LogState log,
    CheckpointState checkpoint,
    RestoreReport report,
    long epochMillis,
    LateDamages lateDamages) {}
