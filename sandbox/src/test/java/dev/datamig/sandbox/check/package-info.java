@NullMarked
package dev.datamig.sandbox.check;

import org.jspecify.annotations.NullMarked;
