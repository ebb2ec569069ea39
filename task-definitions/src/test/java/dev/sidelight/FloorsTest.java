package dev.sidelight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sidelight.taskdef", importOptions = DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule documentsKnowNoRules = classes()
            .that()
            .resideInAPackage("dev.sidelight.taskdef.document")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.taskdef.document",
                    "com.fasterxml.jackson.core..",
                    "org.yaml.snakeyaml..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule modelNeedsNoLibrary = classes()
            .that()
            .resideInAPackage("dev.sidelight.taskdef.model")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.sidelight.taskdef.model", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule rulesLookAtDocumentsAndNowhereElse = classes()
            .that()
            .resideInAnyPackage(
                    "dev.sidelight.taskdef.lint.rule",
                    "dev.sidelight.taskdef.lint.rules",
                    "dev.sidelight.taskdef.lint.env")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.taskdef.lint.rule",
                    "dev.sidelight.taskdef.lint.rules",
                    "dev.sidelight.taskdef.lint.env",
                    "dev.sidelight.taskdef.document",
                    "dev.sidelight.taskdef.model",
                    "dev.sidelight.text",
                    "java.lang..",
                    "java.math",
                    "java.nio.charset",
                    "java.util..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule sidecarIsAddedByDocumentsAndRulesAlone = classes()
            .that()
            .resideInAPackage("dev.sidelight.taskdef.sidecar")
            .and()
            .haveSimpleNameNotEndingWith("Command")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.taskdef.sidecar",
                    "dev.sidelight.taskdef.lint.rule",
                    "dev.sidelight.taskdef.lint.rules",
                    "dev.sidelight.taskdef.document",
                    "java.lang..",
                    "java.math",
                    "java.util..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule policiesKnowNoDefinition = classes()
            .that()
            .resideInAPackage("dev.sidelight.taskdef.iam.policy")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.taskdef.iam.policy",
                    "dev.sidelight.taskdef.document",
                    "com.fasterxml.jackson.core..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule needsAreReadFromDefinitionsAlone = classes()
            .that()
            .resideInAnyPackage("dev.sidelight.taskdef.iam.need", "dev.sidelight.taskdef.iam.check")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.taskdef.iam.need",
                    "dev.sidelight.taskdef.iam.check",
                    "dev.sidelight.taskdef.iam.policy",
                    "dev.sidelight.taskdef.lint.rule",
                    "dev.sidelight.taskdef.document",
                    "java.lang..",
                    "java.util..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule lintKnowsNoSidecar = noClasses()
            .that()
            .resideInAnyPackage("dev.sidelight.taskdef.lint..", "dev.sidelight.taskdef.document")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sidelight.taskdef.sidecar");

    @ArchTest
    static final ArchRule needsKnowNoCheck = noClasses()
            .that()
            .resideInAPackage("dev.sidelight.taskdef.iam.need")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sidelight.taskdef.iam.check");

    @ArchTest
    static final ArchRule lintKnowsNoPolicies = noClasses()
            .that()
            .resideInAPackage("dev.sidelight.taskdef.lint..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sidelight.taskdef.iam..");

    @ArchTest
    static final ArchRule libraryOfCommandsIsKnownToCommandsAlone = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Command")
            .and()
            .doNotHaveSimpleName("Main")
            .and()
            .haveSimpleNameNotContaining("Command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");
}
