package dev.sidelight.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sidelight.agent.Golden;
import dev.sidelight.agent.log.LogFormat;
import dev.sidelight.agent.log.LogLevel;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.json.PolicyReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    private static final String URI_V4 = "ECS_CONTAINER_METADATA_URI_V4";
    private static final String ENDPOINT = "http://169.254.170.2/v4/5f2c";

    @Test
    void everythingHasADefault() throws Exception {
        assertThat(Configuration.from(Map.of(URI_V4, ENDPOINT)))
                .isEqualTo(new Configuration(
                        URI.create(ENDPOINT),
                        "0.0.0.0",
                        9779,
                        Duration.ofSeconds(5),
                        NameFilter.ALL,
                        HealthPolicy.BUILT_IN,
                        Optional.empty(),
                        Optional.empty(),
                        LogFormat.TEXT,
                        LogLevel.INFO,
                        List.of()));
    }

    @Test
    void everyVariableIsRead(@TempDir Path folder) throws Exception {
        Path policy = folder.resolve("policy.json");
        Files.writeString(policy, "{\"default\": {\"stopped\": false}}");
        assertThat(Configuration.from(Map.of(
                        URI_V4,
                        ENDPOINT + "/",
                        "SIDELIGHT_HTTP_HOST",
                        "127.0.0.1",
                        "SIDELIGHT_HTTP_PORT",
                        "65535",
                        "SIDELIGHT_POLL_INTERVAL",
                        "1m",
                        "SIDELIGHT_CONTAINERS_INCLUDE",
                        "web-*, api",
                        "SIDELIGHT_CONTAINERS_EXCLUDE",
                        "*-init",
                        "SIDELIGHT_HEALTH_POLICY",
                        policy.toString(),
                        "SIDELIGHT_HEALTH_DIR",
                        folder.toString(),
                        "SIDELIGHT_LOG_FORMAT",
                        "json",
                        "SIDELIGHT_LOG_LEVEL",
                        "debug")))
                .isEqualTo(new Configuration(
                        URI.create(ENDPOINT),
                        "127.0.0.1",
                        65535,
                        Duration.ofMinutes(1),
                        new NameFilter(List.of("web-*", "api"), List.of("*-init")),
                        PolicyReader.read(Files.readString(policy)),
                        Optional.of(folder),
                        Optional.empty(),
                        LogFormat.JSON,
                        LogLevel.DEBUG,
                        List.of()));
    }

    @Test
    void everyFaultOfAPolicyNamesItsPlaceAndNotItsText() {
        String policy =
                "{\"containers\": {\"a\": {\"http\": {\"headers\": {\"A\": \"secret\"}}, \"memory\": {\"above\": 9}}}}";
        assertThat(faults(Map.of(URI_V4, ENDPOINT, "SIDELIGHT_HEALTH_POLICY", policy)))
                .containsExactlyInAnyOrder(
                        "SIDELIGHT_HEALTH_POLICY /containers/a/memory/above is 9: it must be a number above 0 and up to 1",
                        "SIDELIGHT_HEALTH_POLICY /containers/a/http lacks url: an address of the form"
                                + " http://HOST:PORT/PATH, or https, without user, password and fragment");
    }

    @Test
    void policyAndFolderThatAreNotThereAreSaid() {
        assertThat(faults(Map.of(
                        URI_V4, ENDPOINT, "SIDELIGHT_HEALTH_POLICY", "/none.json", "SIDELIGHT_HEALTH_DIR", "/none")))
                .containsExactlyInAnyOrder(
                        "SIDELIGHT_HEALTH_POLICY is no JSON object, and there is no file of that name: /none.json",
                        "SIDELIGHT_HEALTH_DIR is no folder: /none. Valid: a folder that the agent may write to.");
    }

    @Test
    void cloudWatchIsReadOnceItIsEnabled() throws Exception {
        assertThat(Configuration.from(Map.of(
                                URI_V4,
                                ENDPOINT,
                                "SIDELIGHT_CLOUDWATCH_ENABLED",
                                "true",
                                "SIDELIGHT_CLOUDWATCH_MODE",
                                "emf",
                                "SIDELIGHT_CLOUDWATCH_STEP",
                                "10s",
                                "SIDELIGHT_CLOUDWATCH_DIMENSIONS",
                                "cluster,service,task",
                                "SIDELIGHT_CLOUDWATCH_METRICS_EXCLUDE",
                                "Container*",
                                "AWS_REGION",
                                "us-gov-west-1"))
                        .cloudWatch())
                .hasValue(new CloudWatchSettings(
                        CloudWatchSettings.Mode.EMF,
                        "ECS/Sidelight",
                        Duration.ofSeconds(10),
                        true,
                        new NameFilter(List.of("*"), List.of("Container*")),
                        100,
                        Optional.empty(),
                        Optional.of("us-gov-west-1"),
                        OptionalDouble.empty()));
    }

    @Test
    void faultsOfCloudWatchAreSaidEvenWhileItIsOff() {
        assertThat(faults(Map.of(
                        URI_V4,
                        ENDPOINT,
                        "SIDELIGHT_CLOUDWATCH_NAMESPACE",
                        "AWS/ECS",
                        "SIDELIGHT_CLOUDWATCH_STEP",
                        "5s")))
                .containsExactlyInAnyOrder(
                        "SIDELIGHT_CLOUDWATCH_NAMESPACE is AWS's own, which nobody else may publish to: AWS/ECS. Valid: 1 to"
                                + " 255 ASCII characters, not beginning with AWS/ or a colon.",
                        "SIDELIGHT_CLOUDWATCH_STEP is out of range: 5s. Valid: 10s to 60m.");
    }

    @Test
    void blankValueCountsAsUnset() throws Exception {
        assertThat(Configuration.from(Map.of(URI_V4, ENDPOINT, "SIDELIGHT_HTTP_PORT", " "))
                        .httpPort())
                .isEqualTo(9779);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "SIDELIGHT_HTTP_PORT, 0, out of range: 0. Valid: 1 to 65535.",
                "SIDELIGHT_HTTP_PORT, 9779/tcp, not a whole number: 9779/tcp.",
                "SIDELIGHT_POLL_INTERVAL, 500ms, out of range: 500ms.",
                "SIDELIGHT_POLL_INTERVAL, 61s, out of range: 61s.",
                "SIDELIGHT_POLL_INTERVAL, 5, not a duration: 5.",
                "SIDELIGHT_POLL_INTERVAL, \"5s\", its quotes are part of the value",
                "SIDELIGHT_LOG_FORMAT, xml, Valid: text or json.",
                "SIDELIGHT_CONTAINERS_INCLUDE, `a,,b`, a list with an empty entry",
                "SIDELIGHT_HTTP_HOST, http://0.0.0.0, not a host name",
                "ECS_CONTAINER_METADATA_URI_V4, https://h/v4/x, Valid: http://HOST/v4/ID.",
                "ECS_CONTAINER_METADATA_URI_V4, 169.254.170.2, Valid: http://HOST/v4/ID."
            })
    void faultNamesTheVariableAndWhatWouldBeRight(String name, String value, String fault) {
        Map<String, String> variables = new HashMap<>(Map.of(URI_V4, ENDPOINT));
        variables.put(name, value);
        assertThat(faults(variables))
                .singleElement()
                .asString()
                .startsWith(name + " is ")
                .contains(fault);
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThat(faults(
                        Map.of("SIDELIGHT_HTTP_PORT", "x", "SIDELIGHT_POLL_INTERVAL", "y", "SIDELIGHT_LOG_LEVEL", "z")))
                .hasSize(4)
                .anyMatch(fault -> fault.startsWith(URI_V4 + " is not set"));
    }

    @Test
    void unknownVariableIsAWarningWithTheNearestName() throws Exception {
        assertThat(Configuration.from(
                                Map.of(URI_V4, ENDPOINT, "SIDELIGHT_HTTP_PROT", "1", "SIDELIGHT_TELEPORTATION", "1"))
                        .warnings())
                .containsExactly(
                        "SIDELIGHT_HTTP_PROT is not a variable of this version and is ignored; did you mean SIDELIGHT_HTTP_PORT?",
                        "SIDELIGHT_TELEPORTATION is not a variable of this version and is ignored");
    }

    @Test
    void anyValuesGiveAConfigurationOrFaults() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] values = {
            "", " ", "5s", "-1s", "999999999999s", "9779", "*", "**?", ",", "http://h", "http://[", "\"", "\0", "text"
        };
        for (int i = 0; i < 3000; i++) {
            Map<String, String> variables = new HashMap<>();
            Variable.ALL.forEach(variable -> variables.put(variable.name(), values[random.nextInt(values.length)]));
            try {
                assertThat(Configuration.from(variables).pollInterval())
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
            } catch (ConfigurationException e) {
                assertThat(e.faults()).as("seed %s, %s", seed, variables).isNotEmpty();
            }
        }
    }

    @Test
    void documentationIsMadeFromTheTable() throws Exception {
        Golden.assertIs(Path.of("..", "docs", "configuration.md"), ConfigurationText.markdown());
    }

    @ParameterizedTest
    @CsvSource({
        "*, web, true",
        "web, web, true",
        "web, webx, false",
        "w?b, wab, true",
        "w*b*c, wxxbyyc, true",
        "w*b, wbx, false",
        "'', web, false"
    })
    void globsMatchWholeNames(String glob, String name, boolean included) {
        assertThat(new NameFilter(List.of(glob), List.of()).includes(name)).isEqualTo(included);
        assertThat(new NameFilter(List.of("*"), List.of(glob)).includes(name)).isEqualTo(!included);
    }

    private static List<String> faults(Map<String, String> variables) {
        return catchThrowableOfType(ConfigurationException.class, () -> Configuration.from(variables))
                .faults();
    }
}
