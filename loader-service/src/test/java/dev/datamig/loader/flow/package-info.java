@NullMarked
package dev.datamig.loader.flow;

import org.jspecify.annotations.NullMarked;
