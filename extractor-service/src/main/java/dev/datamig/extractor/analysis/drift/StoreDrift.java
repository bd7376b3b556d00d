package dev.datamig.extractor.analysis.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a store's source and its target.
 *
 * @param compared whether the target could be read
 * @param reason why it could not, absent when it could
 * @param findings the worst first
 */
public record StoreDrift(
        String store, boolean compared, @Nullable String reason, List<DriftFinding> findings) {}
