package dev.datamig.contracts;

import com.fasterxml.jackson.core.JsonLocation;
import org.jspecify.annotations.Nullable;

/** A message or manifest that cannot be read. Says the type and the place, never the contents. */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(Class<?> type, @Nullable JsonLocation where) {
        super("not a readable " + type.getSimpleName()
                + (where == null ? "" : ": line " + where.getLineNr() + ", column " + where.getColumnNr()));
    }
}
