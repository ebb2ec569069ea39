package dev.sidelight.agent.cloudwatch;

/**
 * What a period's readings of one series come to.
 *
 * @param increase whether they are increases of a counter, whose sum is published
 */
record Statistics(boolean increase, long count, double sum, double minimum, double maximum) {

    static Statistics of(boolean increase, double value) {
        return new Statistics(increase, 1, value, value, value);
    }

    Statistics and(Statistics other) {
        return new Statistics(
                increase,
                count + other.count,
                sum + other.sum,
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum));
    }

    /** The one value that stands for the period: the mean of levels, the sum of increases. */
    double value() {
        return increase ? sum : sum / count;
    }
}
