package dev.sidelight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"dev.sidelight.health", "dev.sidelight.probe"},
        importOptions = DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule healthStandsOnTaskAndNeedsNoLibrary = classes()
            .that()
            .resideInAPackage("dev.sidelight.health")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.health", "dev.sidelight.task", "dev.sidelight.text", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule policiesAreReadAboveHealth = classes()
            .that()
            .resideInAPackage("dev.sidelight.health.json")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.health..",
                    "dev.sidelight.text",
                    "com.fasterxml.jackson..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule probeNeedsNoLibraryAndNoHttpClient = classes()
            .that()
            .resideInAPackage("dev.sidelight.probe")
            .and()
            .doNotHaveSimpleName("Direct")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.probe",
                    "dev.sidelight.http",
                    "dev.sidelight.text",
                    "java.lang..",
                    "java.io",
                    "java.net",
                    "java.nio..",
                    "java.time",
                    "java.util..",
                    "org.jspecify..");
}
