package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.metric.Observation;

/** Takes every observation, and publishes what each step of them comes to. */
interface Publisher extends AutoCloseable {

    /** Takes one poll's; called by the poller, so it must not wait. */
    void take(Observation observation);

    @Override
    void close();
}
