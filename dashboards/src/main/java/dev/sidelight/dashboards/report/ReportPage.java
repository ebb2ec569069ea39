package dev.sidelight.dashboards.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** The one HTML file: numbers, uPlot and style inside, so that it opens from a disk and from a mail. */
public final class ReportPage {

    private ReportPage() {}

    /**
     * Writes it at once as a whole, so that a browser that loads it anew never sees half of it.
     *
     * @param reload how often the page loads itself anew; absent for one that is final
     */
    public static void write(JsonNode report, Optional<Duration> reload, Path file) throws IOException {
        String head = reload.map(each -> "<meta http-equiv=\"refresh\" content=\"" + each.toSeconds() + "\">")
                .orElse("");
        String page = resource("report.html")
                .replace("<!-- refresh -->", head)
                .replace("/* uplot.css */", resource("uplot/uPlot.min.css"))
                .replace("/* report.css */", resource("report.css"))
                .replace("/* uplot.js */", resource("uplot/uPlot.iife.min.js"))
                .replace("/* report.js */", resource("report.js"))
                .replace("\"report\"", report.toString().replace("</", "<\\/"));
        Path whole = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(whole, page);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
