package dev.datamig.extractor.sharing;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.batch.BatchManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a handout.
 *
 * @param batches all of its batches, not announced yet; none when it failed
 * @param failure absent when it went well
 */
public record HandoutResult(
        int number, List<BatchManifest> batches, @Nullable Failure failure) {}
