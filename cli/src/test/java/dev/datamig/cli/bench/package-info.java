@NullMarked
package dev.datamig.cli.bench;

import org.jspecify.annotations.NullMarked;
