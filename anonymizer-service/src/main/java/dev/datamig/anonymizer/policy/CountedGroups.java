package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * Columns of a table whose equal rows the validator counts after masking (k-anonymity).
 *
 * @param name as the rules call it
 * @param belowK {@code stop} or {@code report}
 */
public record CountedGroups(String name, TableId table, List<String> columns, int k, String belowK) {}
