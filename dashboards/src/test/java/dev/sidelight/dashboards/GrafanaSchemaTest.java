package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds the dashboards against Grafana's own types, by its compiler: npm's @grafana/schema and typescript. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaSchemaTest {

    private static final Path SOURCES = Path.of("src/test/grafana");
    private static final Path FOLDER = Path.of("target/grafana-schema");
    private static final List<Dashboard> ALL = List.of(TaskDashboard.DASHBOARD, FleetDashboard.DASHBOARD);

    @BeforeAll
    void install() throws Exception {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "tsconfig.json", "checked.ts")) {
            Files.writeString(FOLDER.resolve(file), Files.readString(SOURCES.resolve(file)));
        }
        String said;
        try {
            said = run("npm", "ci", "--no-audit", "--no-fund");
        } catch (IOException e) {
            said = "there is no npm (Debian: apt-get install npm)";
        }
        if (!Files.isRegularFile(FOLDER.resolve("node_modules/typescript/bin/tsc"))) {
            Skipping.skip("the dashboards against @grafana/schema: " + said);
        }
    }

    @Test
    void dashboardsAreOfGrafanasTypes() throws Exception {
        assertThat(compile(ALL.stream().map(one -> GrafanaJson.of(one, ALL)).toList()))
                .isEmpty();
    }

    @Test
    void whatGrafanaDoesNotKnowIsFound() throws Exception {
        ObjectNode wrong = GrafanaJson.of(TaskDashboard.DASHBOARD, ALL);
        ObjectNode options = (ObjectNode) wrong.path("panels").path(1).path("options");
        options.put("colorMode", "colourful").put("textSize", 3);
        assertThat(compile(List.of(wrong))).contains("error TS");
    }

    private static String compile(List<ObjectNode> dashboards) throws Exception {
        StringBuilder text = new StringBuilder("import type { Checked } from './checked.js';\n");
        for (ObjectNode dashboard : dashboards) {
            text.append("export const d%d: Checked = ".formatted(text.length()))
                    .append(dashboard.toPrettyString())
                    .append(";\n");
        }
        Files.writeString(FOLDER.resolve("dashboards.ts"), text);
        return run("node", "node_modules/typescript/bin/tsc", "--project", ".");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
