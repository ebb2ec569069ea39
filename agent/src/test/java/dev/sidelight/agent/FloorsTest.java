package dev.sidelight.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

@AnalyzeClasses(packages = "dev.sidelight.agent", importOptions = DoNotIncludeTests.class)
class FloorsTest {

    private static final String AGENT = "dev.sidelight.agent";

    @ArchTest
    static final ArchRule metricNeedsNoLibrary =
            floor(".metric", "dev.sidelight.task", "dev.sidelight.health", "java..");

    @ArchTest
    static final ArchRule configNeedsNoLibrary =
            floor(".config", AGENT + ".log", "dev.sidelight.health..", "dev.sidelight.text", "java..");

    @ArchTest
    static final ArchRule pollStandsOnMetric = floor(
            ".poll",
            AGENT + ".metric",
            "dev.sidelight.task",
            "dev.sidelight.health",
            "dev.sidelight.endpoint",
            "io.micrometer..",
            "java..");

    @ArchTest
    static final ArchRule cloudWatchStandsOnMetricAndConfig = floor(
            ".cloudwatch",
            AGENT + ".metric",
            AGENT + ".config",
            "dev.sidelight.task",
            "dev.sidelight.text",
            "dev.sidelight.json",
            "com.fasterxml.jackson..",
            "io.micrometer..",
            "org.reactivestreams..",
            "software.amazon.awssdk..",
            "java..");

    @ArchTest
    static final ArchRule checkStandsOnHealth =
            floor(".check", "dev.sidelight.task", "dev.sidelight.health", "dev.sidelight.text", "java..");

    @ArchTest
    static final ArchRule markerStandsOnMetric = floor(".marker", AGENT + ".metric", "dev.sidelight.health", "java..");

    @ArchTest
    static final ArchRule prometheusStandsOnMetric = floor(
            ".prometheus", AGENT + ".metric", "dev.sidelight.task", "io.micrometer..", "io.prometheus..", "java..");

    @ArchTest
    static final ArchRule httpStandsOnMetricAndPrometheus = floor(
            ".http",
            AGENT + ".metric",
            AGENT + ".prometheus",
            "dev.sidelight.task",
            "dev.sidelight.health",
            "dev.sidelight.json",
            "com.fasterxml.jackson..",
            "io.undertow..",
            "java..");

    @ArchTest
    static final ArchRule nothingImportsTheWiring = noClasses()
            .that()
            .resideOutsideOfPackage(AGENT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AGENT);

    @ArchTest
    static final ArchRule noCircles =
            slices().matching(AGENT + ".(*)..").should().beFreeOfCycles();

    private static ArchRule floor(String floor, String... below) {
        String[] allowed = Arrays.copyOf(below, below.length + 2);
        allowed[below.length] = AGENT + floor;
        allowed[below.length + 1] = "org.jspecify..";
        return classes()
                .that()
                .resideInAPackage(AGENT + floor)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
