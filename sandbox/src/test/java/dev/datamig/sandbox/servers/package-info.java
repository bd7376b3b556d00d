@NullMarked
package dev.datamig.sandbox.servers;

import org.jspecify.annotations.NullMarked;
