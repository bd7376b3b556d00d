@NullMarked
package dev.datamig.loader.order;

import org.jspecify.annotations.NullMarked;
