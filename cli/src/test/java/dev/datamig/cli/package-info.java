@NullMarked
package dev.datamig.cli;

import org.jspecify.annotations.NullMarked;
