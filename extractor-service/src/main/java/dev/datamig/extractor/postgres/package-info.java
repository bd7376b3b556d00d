/** PostgreSQL as a source: catalog, snapshots, navigation and rows. */
@NullMarked
package dev.datamig.extractor.postgres;

import org.jspecify.annotations.NullMarked;
