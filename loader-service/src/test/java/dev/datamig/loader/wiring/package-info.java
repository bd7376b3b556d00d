@NullMarked
package dev.datamig.loader.wiring;

import org.jspecify.annotations.NullMarked;
