package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.TableId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column as the classification shows it.
 *
 * @param column the bare name, or {@code column->'a'->'b'} for a path inside JSON
 * @param type as the source's catalog prints it
 * @param dataClass absent when nothing personal was recognised
 * @param confidence 0 to 1
 * @param direct whether a value names or reaches a person by itself
 * @param reason why, never a value
 * @param sampled how many values were looked at
 * @param rule the rule that decides, absent when none does
 * @param strategy what will be done
 * @param parameters of the rule's strategy
 * @param follows the column that this one refers to and whose rule it takes
 * @param domain the value space that it shares with others, absent where values are kept or emptied
 * @param apart how the fakes of a unique column are kept apart, absent for other columns and where nothing is replaced
 * @param undecided whether a run stops here
 */
public record ClassifiedColumn(
        TableId table,
        String column,
        String type,
        @Nullable String dataClass,
        double confidence,
        boolean direct,
        String reason,
        int sampled,
        @Nullable String rule,
        String strategy,
        Map<String, String> parameters,
        @Nullable String follows,
        @Nullable String domain,
        @Nullable String apart,
        boolean undecided) {}
