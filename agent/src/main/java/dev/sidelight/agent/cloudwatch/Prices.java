package dev.sidelight.agent.cloudwatch;

import java.util.List;

/**
 * What CloudWatch asks, in US dollars: list prices of us-east-1 as known in November 2026, for orientation. Free tiers,
 * other Regions and negotiated prices are left out.
 *
 * @param metricMonth tiers of custom metrics
 * @param thousandRequests of PutMetricData
 * @param insightsMetricMonth a metric of Container Insights with enhanced observability
 */
record Prices(List<Tier> metricMonth, double thousandRequests, double insightsMetricMonth) {

    /** So many metrics at this price each. */
    record Tier(long metrics, double price) {}

    static final Prices LIST = new Prices(
            List.of(
                    new Tier(10_000, 0.30),
                    new Tier(240_000, 0.10),
                    new Tier(750_000, 0.05),
                    new Tier(Long.MAX_VALUE, 0.02)),
            0.01,
            0.07);

    Prices {
        metricMonth = List.copyOf(metricMonth);
    }

    /** These with another price for the first metrics. */
    Prices withMetricMonth(double price) {
        return new Prices(List.of(new Tier(Long.MAX_VALUE, price)), thousandRequests, insightsMetricMonth);
    }

    /** Of so many metrics for a month; parts of a metric are those that reported for a part of it. */
    double metrics(double count) {
        double left = count;
        double sum = 0;
        for (Tier tier : metricMonth) {
            double in = Math.min(left, (double) tier.metrics());
            sum += in * tier.price();
            left -= in;
        }
        return sum;
    }

    /** Of so many requests. */
    double requests(double count) {
        return count / 1000 * thousandRequests;
    }
}
