package dev.sidelight.health.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sidelight.Golden;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.HttpCheck;
import dev.sidelight.health.MemoryUse;
import dev.sidelight.health.Rule;
import dev.sidelight.health.TcpCheck;
import dev.sidelight.health.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    private static final String FULL = """
            {"$schema": "health-policy.schema.json",
             "default": {
              "startGrace": "30s",
              "reportedHealth": {}, "stopped": {"exitCodes": [0, 143]}, "restarts": {"above": 3, "within": "10m"},
              "memory": {"above": 0.95, "for": "60s", "recover": "2m"},
              "memoryExhaustion": {"within": "15m", "over": "10m", "for": "60s"},
              "cpu": {"above": 1.5, "for": "5m"}, "networkSilence": {"for": "5m"},
              "networkErrors": {"above": 0.05}, "ephemeralStorage": {"above": 0.9}, "staleStats": false},
             "containers": {
              "web": {"startGrace": "90s", "essential": true, "memory": false,
                "http": {"url": "http://127.0.0.1:8080/healthz", "method": "HEAD", "status": "200,301-302",
                  "body": "^ok", "headers": {"Authorization": "Bearer x"}, "interval": "5s", "timeout": "500ms", "for": "30s"}},
              "db": {"tcp": {"address": "[::1]:5432", "for": "10s"}},
              "init": {"essential": false}}}""";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(PolicySchema.schema());

    @Test
    void everythingThatAPolicyCanSayIsRead() throws Exception {
        HealthPolicy policy = PolicyReader.read(FULL);
        assertThat(names(policy.otherwise().rules()))
                .containsExactly(
                        "reportedHealth",
                        "stopped",
                        "restarts",
                        "memory",
                        "memoryExhaustion",
                        "cpu",
                        "networkSilence",
                        "networkErrors",
                        "ephemeralStorage");
        assertThat(rule(policy, "other", MemoryUse.class))
                .isEqualTo(new MemoryUse(0.95, new Timing(Duration.ofSeconds(60), Duration.ofMinutes(2))));
        HttpCheck http = rule(policy, "web", HttpCheck.class);
        assertThat(http.status().contains(302)).isTrue();
        assertThat(http.status().contains(299)).isFalse();
        assertThat(http.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(http.timing()).isEqualTo(Timing.of(Duration.ofSeconds(30)));
        assertThat(http.question()).isEqualTo("HEAD http://127.0.0.1:8080/healthz");
        assertThat(names(policy.of("web").rules())).doesNotContain("memory").contains("cpu", "http");
        assertThat(policy.of("web").startGrace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(policy.of("db").startGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.of("init").essential()).hasValue(false);
        assertThat(rule(policy, "db", TcpCheck.class).question()).isEqualTo("a connection to [::1]:5432");
    }

    @Test
    void emptyPolicyIsTheBuiltInOne() throws Exception {
        assertThat(PolicyReader.read("{}")).isEqualTo(HealthPolicy.BUILT_IN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | the policy is not a JSON object",
                "{ | the policy is not JSON: Unexpected end-of-input",
                "{\"default\": {}} x | the policy is not JSON: Unrecognized token",
                "{\"default\": {}, \"default\": {}} | the policy is not JSON: Duplicate",
                "{\"defaults\": {}} | /defaults is not known; did you mean default?",
                "{\"default\": []} | /default is []: it must be an object of rules",
                "{\"default\": {\"memmory\": {}}} | /default/memmory is not known; did you mean memory?",
                "{\"default\": {\"essential\": true}} | /default/essential is not known",
                "{\"default\": {\"memory\": true}} | /default/memory is true: it must be an object, or false to switch the rule off",
                "{\"default\": {\"memory\": {\"above\": 95}}} | /default/memory/above is 95: it must be a number above 0 and up to 1",
                "{\"default\": {\"memory\": {\"above\": null}}} | /default/memory/above is null",
                "{\"default\": {\"memory\": {\"for\": 60}}} | /default/memory/for is 60: it must be a duration such as 500ms, 5s or 1m, 0s to 1440m",
                "{\"default\": {\"memory\": {\"fro\": \"1s\"}}} | /default/memory/fro is not known; did you mean for?",
                "{\"default\": {\"stopped\": {\"exitCodes\": [256]}}} | /default/stopped/exitCodes is [256]: it must be a list of exit codes",
                "{\"default\": {\"http\": {\"url\": \"http://a/\"}}} | /default/http names one container's port: it belongs into /containers/NAME",
                "{\"containers\": {\"a\": {\"ephemeralStorage\": {}}}} | /containers/a/ephemeralStorage decides the task: it belongs into /default",
                "{\"containers\": {\"a/b\": 1}} | /containers/a~1b is 1",
                "{\"containers\": {\"a\": {\"http\": {}}}} | /containers/a/http lacks url: an address of the form",
                "{\"containers\": {\"a\": {\"http\": {\"url\": \"ftp://x\"}}}} | /containers/a/http/url is \"ftp://x\"",
                "{\"containers\": {\"a\": {\"http\": {\"url\": \"http://u:p@x/\"}}}} | /containers/a/http/url",
                "{\"containers\": {\"a\": {\"http\": {\"url\": \"http://x/\", \"status\": \"20\"}}}} | /containers/a/http/status is \"20\"",
                "{\"containers\": {\"a\": {\"http\": {\"url\": \"http://x/\", \"body\": \"(\"}}}} | /containers/a/http/body is \"(\": it must be a regular expression",
                "{\"containers\": {\"a\": {\"http\": {\"url\": \"http://x/\", \"headers\": {\"Host\": \"y\"}}}}} | /containers/a/http/headers/Host is wrong: headers must be an object of header names",
                "{\"containers\": {\"a\": {\"http\": {\"url\": \"http://x/\", \"timeout\": \"11s\"}}}} | /containers/a/http/timeout is longer than interval",
                "{\"containers\": {\"a\": {\"tcp\": {\"address\": \"x:70000\"}}}} | /containers/a/tcp/address is \"x:70000\": it must be HOST:PORT",
            })
    void faultNamesItsPlaceAndWhatIsRight(String json, String fault) {
        assertThat(faults(json)).singleElement().asString().startsWith(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Bearer hunter2\"",
                "{\"Authorization\": [\"hunter2\"]}",
                "{\"Authorization\": \"hunter2\\n\"}",
                "{\"Authorization\": \"hunter2\\u00e9\"}"
            })
    void valuesOfHeadersAreInNoFault(String headers) {
        assertThat(faults("{\"containers\": {\"a\": {\"http\": {\"url\": \"http://x/\", \"headers\": " + headers
                        + "}}}}"))
                .singleElement()
                .asString()
                .startsWith("/containers/a/http/headers")
                .doesNotContain("hunter2");
    }

    @Test
    void checkInWordsHasNoSecrets() throws Exception {
        HealthPolicy policy = PolicyReader.read(FULL.replace("/healthz", "/healthz?token=hunter2"));
        assertThat(rule(policy, "web", HttpCheck.class))
                .hasToString("HttpCheck[HEAD http://127.0.0.1:8080/healthz, headers [Authorization]]");
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        assertThat(
                        faults(
                                "{\"default\": {\"memory\": {\"above\": 2, \"for\": \"x\"}, \"cup\": {}}, \"containers\": {\"a\": []}}"))
                .hasSize(4);
    }

    @Test
    void schemaIsTheOneThatIsShipped() throws Exception {
        Golden.assertIs(
                Path.of("../docs/health-policy.schema.json"),
                PolicySchema.schema().toPrettyString() + "\n");
    }

    @Test
    void documentationHasEveryRule() throws Exception {
        Golden.assertSection(Path.of("../docs/health.md"), "rules", PolicySchema.markdown());
    }

    @Test
    void schemaTakesWhatTheReaderTakes() throws Exception {
        assertThat(SCHEMA.validate(MAPPER.readTree(FULL))).isEmpty();
        assertThat(SCHEMA.validate(MAPPER.readTree("{}"))).isEmpty();
    }

    /** A policy with one thing changed at random: what the schema refuses the reader refuses, and says where. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void changedPolicyIsReadOrItsFaultIsClear(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            JsonNode root = MAPPER.readTree(FULL);
            PolicyMutation.change(root, random);
            boolean valid = SCHEMA.validate(root).isEmpty();
            List<String> faults = faults(root.toString());
            assertThat(faults)
                    .as("seed %s: %s", seed, root)
                    .allMatch(fault -> fault.matches("(?s)(the policy|/\\S+) .+"));
            if (!valid) {
                assertThat(faults).as("seed %s: %s", seed, root).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damagedTextIsReadOrItsFaultIsClear(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(FULL);
            for (int j = random.nextInt(4); j >= 0; j--) {
                text.setCharAt(random.nextInt(text.length()), (char)
                        (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x2000)));
            }
            String damaged = text.substring(0, random.nextInt(3) == 0 ? random.nextInt(text.length()) : text.length());
            assertThat(faults(damaged)).as("seed %s: %s", seed, damaged).allMatch(fault -> !fault.isBlank());
        }
    }

    private static List<String> faults(String json) {
        InvalidPolicy invalid = catchThrowableOfType(InvalidPolicy.class, () -> PolicyReader.read(json));
        return invalid == null ? List.of() : invalid.faults();
    }

    private static List<String> names(List<Rule> rules) {
        return rules.stream().map(Rule::name).toList();
    }

    private static <T extends Rule> T rule(HealthPolicy policy, String container, Class<T> type) {
        return policy.of(container).rules().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
