/** References that no database declares but that names, types and values make likely. Nothing of it is ever applied by itself. */
@NullMarked
package dev.datamig.extractor.analysis.suggest;

import org.jspecify.annotations.NullMarked;
