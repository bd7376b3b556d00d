@NullMarked
package dev.datamig.sandbox.data;

import org.jspecify.annotations.NullMarked;
