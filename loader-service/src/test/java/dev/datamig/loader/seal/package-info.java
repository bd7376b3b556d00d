@NullMarked
package dev.datamig.loader.seal;

import org.jspecify.annotations.NullMarked;
