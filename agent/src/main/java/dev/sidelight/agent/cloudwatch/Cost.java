package dev.sidelight.agent.cloudwatch;

import dev.sidelight.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code cost} command: what publishing would be billed, before it is. */
public final class Cost {

    static final String HELP = """
            Usage: ./sidelight cost [--containers N] [--tasks N] [--churn PER_DAY] [--step DURATION] [--by-task]
                                    [--price USD]

            Estimates what CloudWatch bills for one service whose tasks publish, by list price, in a month.

              --containers N     containers of a task, the sidecar included; default 3
              --tasks N          tasks that run; default 1
              --churn PER_DAY    tasks that are replaced in a day; default 0; it matters with --by-task
              --step DURATION    SIDELIGHT_CLOUDWATCH_STEP, 10s to 60m; default 60s
              --by-task          SIDELIGHT_CLOUDWATCH_DIMENSIONS=cluster,service,task
              --price USD        of a custom metric for a month; default the list's tiers, from 0.30

            Exit codes: 0, or 2 for wrong use.""";

    /** Container Insights bills the same task: standard by task family, service and cluster; enhanced by task, too. */
    private static final int INSIGHTS_STANDARD_SETS = 3;

    private static final int STANDARD_METRICS = 10;
    private static final int ENHANCED_TASK_METRICS = 16;
    private static final int ENHANCED_TASK_SETS = 5;
    private static final int ENHANCED_CONTAINER_METRICS = 10;
    private static final int ENHANCED_CONTAINER_SETS = 5;

    private Cost() {}

    /** Prints the estimate. */
    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.println(HELP);
            return;
        }
        List<String> faults = new ArrayList<>();
        Options options = new Options(List.of(args), faults);
        Fleet fleet = new Fleet(
                options.whole("--containers", 3),
                options.whole("--tasks", 1),
                options.number("--churn", 0),
                options.duration("--step", Duration.ofSeconds(60)),
                options.flag("--by-task"));
        Prices prices =
                options.given("--price") ? Prices.LIST.withMetricMonth(options.number("--price", 0)) : Prices.LIST;
        options.rest();
        if (!faults.isEmpty()) {
            faults.forEach(fault -> System.err.println("cost: " + fault));
            System.exit(2);
        }
        System.out.println(text(fleet, prices));
    }

    /** The estimate in lines. */
    static String text(Fleet fleet, Prices prices) {
        double metrics = prices.metrics(fleet.billedMetrics());
        double requests = prices.requests(fleet.requests());
        return String.format(
                Locale.ROOT,
                """
                %d tasks of %d containers, published every %s, dimensions %s
                  metrics of a task      %8d
                  billed metrics         %8.1f   US$ %9.2f a month
                  PutMetricData requests %8.0f   US$ %9.2f a month
                  Sidelight, together               US$ %9.2f a month
                  Sidelight by EMF: metrics the same, no requests, but the lines' log ingestion
                  Container Insights, standard      US$ %9.2f a month (%d metrics)
                  Container Insights, enhanced      US$ %9.2f a month (%d metrics)
                List prices of us-east-1, November 2026, for orientation: free tiers, other Regions and discounts are left
                out, and what Container Insights counts is an estimate from its metric tables.""",
                fleet.tasks(),
                fleet.containers(),
                DurationText.of(fleet.step()),
                fleet.byTask() ? "cluster,service,task" : "cluster,service",
                fleet.metricsOfATask(),
                fleet.billedMetrics(),
                metrics,
                fleet.requests(),
                requests,
                metrics + requests,
                prices.metrics((double) standard()),
                standard(),
                enhanced(fleet) * prices.insightsMetricMonth(),
                enhanced(fleet));
    }

    private static long standard() {
        return (long) STANDARD_METRICS * INSIGHTS_STANDARD_SETS;
    }

    /** Sets without a task's id are shared by all of them; two of five have it. */
    private static long enhanced(Fleet fleet) {
        long sharedTaskSets = ENHANCED_TASK_SETS - 2L;
        long sharedContainerSets = ENHANCED_CONTAINER_SETS - 2L;
        return ENHANCED_TASK_METRICS * (sharedTaskSets + 2L * fleet.tasks())
                + (long) ENHANCED_CONTAINER_METRICS * fleet.containers() * (sharedContainerSets + 2L * fleet.tasks());
    }

    /** The command line; notes every fault. */
    private static final class Options {

        private final List<String> left;
        private final List<String> faults;

        Options(List<String> args, List<String> faults) {
            this.left = new ArrayList<>(args);
            this.faults = faults;
        }

        boolean given(String name) {
            return left.contains(name);
        }

        boolean flag(String name) {
            return left.remove(name);
        }

        int whole(String name, int otherwise) {
            double number = number(name, otherwise);
            if (number != Math.rint(number) || number < 1 || number > 1_000_000) {
                faults.add(name + " must be a whole number from 1 to 1000000");
            }
            return (int) number;
        }

        double number(String name, double otherwise) {
            Optional<String> text = value(name);
            try {
                double number = text.map(Double::parseDouble).orElse(otherwise);
                if (Double.isFinite(number) && number >= 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            faults.add(name + " must be a number, not " + text.orElse(""));
            return otherwise;
        }

        Duration duration(String name, Duration otherwise) {
            Optional<String> text = value(name);
            Optional<Duration> duration = text.isEmpty() ? Optional.of(otherwise) : text.flatMap(DurationText::parse);
            if (duration.isEmpty() || duration.get().compareTo(Duration.ofSeconds(10)) < 0) {
                faults.add(name + " must be a duration from 10s, such as 60s, not " + text.orElse(""));
            }
            return duration.orElse(otherwise);
        }

        void rest() {
            left.forEach(one -> faults.add("there is no option " + one + "; see --help"));
        }

        private Optional<String> value(String name) {
            int at = left.indexOf(name);
            if (at < 0) {
                return Optional.empty();
            }
            left.remove(at);
            if (at == left.size()) {
                faults.add(name + " needs a value");
                return Optional.empty();
            }
            return Optional.of(left.remove(at));
        }
    }
}
