package dev.sidelight.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.CheckResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PollLoopTest {

    @Test
    void pollThatThrowsIsLoggedAndTheNextOneComes() throws Exception {
        CountDownLatch polls = new CountDownLatch(3);
        Duration interval = Duration.ofMillis(1);
        try (Endpoint endpoint = new Endpoint();
                MetadataEndpoint client = new MetadataEndpoint(endpoint.base());
                LogLines log = new LogLines("dev.sidelight.agent.poll")) {
            Poller poller = new Poller(
                    client,
                    Duration.ofSeconds(5),
                    Observation.none(Observed.START, Duration.ofSeconds(5), _ -> true, Observed.HEALTH),
                    CheckResult.Source.NONE,
                    () -> Observed.START,
                    new SimpleMeterRegistry(),
                    _ -> {
                        polls.countDown();
                        throw new IllegalStateException("as asked");
                    });
            try (PollLoop _ = PollLoop.start(poller, interval)) {
                assertThat(polls.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(log.lines()).contains("SEVERE a poll failed unexpectedly; please report this");
        }
    }
}
