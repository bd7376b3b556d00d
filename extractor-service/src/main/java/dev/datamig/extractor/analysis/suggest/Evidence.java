package dev.datamig.extractor.analysis.suggest;

/**
 * What values say about a candidate.
 *
 * @param distinct values that were looked up; 0 when there were none, -1 when nobody looked
 * @param hits how many of them the parent has
 * @param chance how likely each hit would be by accident
 */
record Evidence(int distinct, int hits, double chance) {

    static final Evidence NOT_SAMPLED = new Evidence(-1, 0, 0);

    /** All that a set of accidental hits could still be. */
    private static final double FLOOR = 0.02;
    /** More values than these say nothing more. */
    private static final int ENOUGH = 20;
    /** Fewer values than these say nothing when they could be anything. */
    private static final int FEW = 5;
    /** What it is worth that values that could be anything are all there. */
    private static final double UNCONTRADICTED = 0.5;

    double ratio() {
        return distinct <= 0 ? 0 : hits / (double) distinct;
    }

    /**
     * The weight of the values: what they would cost to be an accident, up to {@code most}.
     *
     * @param telling whether single values are so rare that even some hits cannot be an accident (uuid, long texts)
     */
    double weight(double most, boolean telling) {
        if (distinct <= 0) {
            return 0;
        }
        double least = distinct >= FEW ? UNCONTRADICTED : 0;
        double surprise =
                Math.min(most, Math.max(least, -0.5 * Math.min(distinct, ENOUGH) * Math.log(Math.max(chance, FLOOR))));
        if (ratio() >= 0.98) {
            return surprise;
        }
        if (ratio() >= 0.9) {
            return surprise / 2;
        }
        if (telling && ratio() >= 0.1) {
            return ratio() >= 0.5 ? surprise / 3 : 0;
        }
        return ratio() >= 0.5 ? -3 : -8;
    }
}
