/** What the stores look like: cycles, order, pictures for people. */
@NullMarked
package dev.datamig.extractor.analysis;

import org.jspecify.annotations.NullMarked;
