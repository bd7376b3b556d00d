@NullMarked
package dev.datamig.loader.messaging;

import org.jspecify.annotations.NullMarked;
