package dev.sidelight.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sidelight.health.Check;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.json.PolicyReader;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks against real sockets. */
class ChecksTest {

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    ChecksTest() throws IOException {
        server.setExecutor(executor);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    @Test
    void expectedAnswerPasses() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        answer(exchange -> {
            seen.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("X-Token"));
            say(exchange, 301, "all ok here");
        });
        assertThat(http(", 'status': '200,301', 'body': 'ok', 'headers': {'X-Token': 't'}, 'method': 'POST'"))
                .isEmpty();
        assertThat(seen.get()).isEqualTo("POST t");
    }

    @Test
    void unexpectedStatusIsSaid() throws Exception {
        answer(exchange -> say(exchange, 503, ""));
        assertThat(http("")).hasValue("answered 503 instead of 200-299");
    }

    @Test
    void bodyWithoutThePatternIsSaid() throws Exception {
        answer(exchange -> say(exchange, 200, "down"));
        assertThat(http(", 'body': '^up$'")).hasValue("answered 200 without \"^up$\" in its body");
    }

    @Test
    void serverThatNeverAnswersIsSaidAfterTheTimeout() throws Exception {
        answer(exchange -> hang());
        assertThat(http(", 'timeout': '200ms'")).hasValue("gave no whole answer within 200ms");
    }

    @Test
    void bodyThatNeverEndsIsSaidAfterTheTimeout() throws Exception {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            hang();
        });
        assertThat(http(", 'timeout': '200ms'")).hasValue("gave no whole answer within 200ms");
    }

    @Test
    void hugeBodyIsReadNoFurtherThanItMatters() throws Exception {
        answer(exchange -> say(exchange, 200, "ok" + "x".repeat(1 << 20)));
        assertThat(http(", 'body': '^ok'")).isEmpty();
    }

    @Test
    void portThatNobodyListensOnIsSaid() throws Exception {
        int port = freePort();
        assertThat(result("'http': {'url': 'http://127.0.0.1:" + port + "/'}")).hasValue("found nobody who listens");
        assertThat(result("'tcp': {'address': '127.0.0.1:" + port + "'}")).hasValue("found nobody who listens");
    }

    @Test
    void connectionThatIsAcceptedPasses() throws Exception {
        assertThat(result("'tcp': {'address': '127.0.0.1:" + server.getAddress().getPort() + "'}"))
                .isEmpty();
    }

    @Test
    void resultFollowsTheServer() throws Exception {
        AtomicReference<Integer> status = new AtomicReference<>(200);
        answer(exchange -> say(exchange, status.get(), ""));
        try (Checks checks = Checks.start(
                policy("'http': {'url': '" + url() + "', 'interval': '1s', 'timeout': '1s'}"), MomentSource.system())) {
            Check check = check(checks, policy("'http': {'url': '" + url() + "', 'interval': '1s', 'timeout': '1s'}"));
            await().until(() -> outcome(checks, check) instanceof Outcome.Passed);
            status.set(500);
            await().until(() -> outcome(checks, check) instanceof Outcome.Failed);
            await().until(() ->
                    checks.of("app", check).flatMap(CheckResult::failedBefore).isPresent());
            assertThat(checks.of("other", check)).isEmpty();
        }
    }

    @Test
    void hostThatIsNotFoundIsNoFailureOfTheContainer() throws Exception {
        for (String rule :
                List.of("'tcp': {'address': 'nobody.invalid:80'}", "'http': {'url': 'http://nobody.invalid/'}")) {
            assertThat(outcome(rule))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class,
                            inconclusive -> assertThat(inconclusive.why())
                                    .startsWith("could not be asked: UnknownHostException (nobody.invalid"));
        }
    }

    @Test
    void lookupThatHangsHoldsUpNoOtherCheck() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        HealthPolicy policy = PolicyReader.read(("{'containers': {"
                        + "'slow': {'tcp': {'address': 'slow:1', 'interval': '1s', 'timeout': '1s'}},"
                        + "'slower': {'http': {'url': 'http://slow/', 'interval': '1s', 'timeout': '1s'}},"
                        + "'app': {'tcp': {'address': '127.0.0.1:"
                        + server.getAddress().getPort() + "', 'interval': '1s', 'timeout': '1s'}}}}")
                .replace('\'', '"'));
        Lookup.Resolver resolver = host -> {
            if (host.equals("slow")) {
                lookups.incrementAndGet();
                hang();
            }
            return InetAddress.getByName(host);
        };
        try (Checks checks = Checks.start(policy, MomentSource.system(), resolver)) {
            Check app = check(checks, policy);
            Check slow = (Check) policy.of("slow").rules().getLast();
            await().until(() -> outcome(checks, app) instanceof Outcome.Passed);
            assertThat(checks.of("slow", slow)).isEmpty();
            await().until(() -> checks.of("slow", slow).isPresent());
            assertThat(checks.of("slow", slow).orElseThrow().outcome())
                    .isEqualTo(new Outcome.Inconclusive(
                            "could not be asked: UnknownHostException (slow was not found within 1s)"));
            Moment first = checks.of("slow", slow).orElseThrow().at();
            await().until(() -> !checks.of("slow", slow).orElseThrow().at().equals(first));
            assertThat(lookups.get()).as("lookups that hang").isEqualTo(2);
        }
    }

    @Test
    void patternThatTakesForEverHoldsUpNoOtherCheck() throws Exception {
        answer(exchange -> say(exchange, 200, "x".repeat(60_000)));
        HealthPolicy policy = PolicyReader.read(("{'containers': {"
                        + "'slow': {'http': {'url': '" + url() + "', 'body': '.*.*.*.*=.*;$'}},"
                        + "'app': {'http': {'url': '" + url() + "', 'interval': '1s', 'timeout': '1s'}}}}")
                .replace('\'', '"'));
        try (Checks checks = Checks.start(policy, MomentSource.system())) {
            Check app = check(checks, policy);
            Check slow = (Check) policy.of("slow").rules().getLast();
            await().until(() -> outcome(checks, app) instanceof Outcome.Passed);
            assertThat(checks.of("slow", slow)).as("still matching").isEmpty();
            await().until(() -> checks.of("slow", slow).isPresent());
            assertThat(checks.of("slow", slow).orElseThrow().outcome())
                    .isEqualTo(new Outcome.Inconclusive("answered 200, but \".*.*.*.*=.*;$\" cannot be looked for in"
                            + " its body: that takes longer than 2s"));
        }
    }

    @Test
    void patternThatOverflowsTheStackIsAResult() throws Exception {
        answer(exchange -> say(exchange, 200, "ab".repeat(30_000)));
        assertThat(outcome("'http': {'url': '" + url() + "', 'body': '(a|b)*c'}"))
                .isEqualTo(new Outcome.Inconclusive(
                        "answered 200, but \"(a|b)*c\" cannot be looked for in its body: StackOverflowError"));
    }

    private Optional<String> http(String more) throws Exception {
        return result("'http': {'url': '" + url() + "'" + more + "}");
    }

    /** What failed, of a result that is conclusive. */
    private static Optional<String> result(String rule) throws Exception {
        return switch (outcome(rule)) {
            case Outcome.Passed _ -> Optional.empty();
            case Outcome.Failed failed -> Optional.of(failed.what());
            case Outcome.Inconclusive inconclusive -> throw new AssertionError(inconclusive.why());
        };
    }

    private static Outcome outcome(String rule) throws Exception {
        HealthPolicy policy = policy(rule);
        try (Checks checks = Checks.start(policy, MomentSource.system())) {
            Check check = check(checks, policy);
            await().until(() -> checks.of("app", check).isPresent());
            return checks.of("app", check).orElseThrow().outcome();
        }
    }

    private static @Nullable Outcome outcome(Checks checks, Check check) {
        return checks.of("app", check).map(CheckResult::outcome).orElse(null);
    }

    private static Check check(Checks checks, HealthPolicy policy) {
        assertThat(checks).isNotNull();
        return policy.of("app").rules().stream()
                .filter(Check.class::isInstance)
                .map(Check.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static HealthPolicy policy(String rule) throws Exception {
        return PolicyReader.read(("{'containers': {'app': {" + rule + "}}}").replace('\'', '"'));
    }

    /** Answers an exchange. */
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void answer(Answering answering) {
        server.createContext("/", exchange -> {
            try (exchange) {
                answering.answer(exchange);
            }
        });
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/healthz";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
