/** What a column holds, judged by its name, type and comment, and by samples of its values. */
@NullMarked
package dev.datamig.anonymizer.classify;

import org.jspecify.annotations.NullMarked;
