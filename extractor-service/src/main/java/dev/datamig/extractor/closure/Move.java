package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;

/** Going along a link: {@code forward} from child to parent or from a step's start to its end, else the other way round. */
public record Move(Link link, boolean forward) {

    public TableId start() {
        return forward ? link.from() : link.to();
    }

    public TableId end() {
        return forward ? link.to() : link.from();
    }

    public Move back() {
        return new Move(link, !forward);
    }
}
