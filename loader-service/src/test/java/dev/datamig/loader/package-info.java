@NullMarked
package dev.datamig.loader;

import org.jspecify.annotations.NullMarked;
