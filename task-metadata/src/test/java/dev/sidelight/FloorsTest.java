package dev.sidelight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"dev.sidelight.task", "dev.sidelight.endpoint"},
        importOptions = DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule taskNeedsNoLibrary = classes()
            .that()
            .resideInAPackage("dev.sidelight.task")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.sidelight.task", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule endpointStandsOnTask = classes()
            .that()
            .resideInAPackage("dev.sidelight.endpoint")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.endpoint",
                    "dev.sidelight.task",
                    "dev.sidelight.json",
                    "dev.sidelight.http",
                    "com.fasterxml.jackson..",
                    "java..",
                    "org.jspecify..");
}
