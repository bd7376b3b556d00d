@NullMarked
package dev.datamig.loader.postgres;

import org.jspecify.annotations.NullMarked;
