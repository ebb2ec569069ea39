package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Quantity;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checks of {@link FargateRules}. */
final class FargateChecks {

    private static final Set<String> DRIVERS = Set.of("awslogs", "splunk", "awsfirelens");
    private static final int LEAST_TIMEOUT = 2;
    private static final int MOST_TIMEOUT = 120;
    private static final long VIRTUAL_CPU = 1024;

    private FargateChecks() {}

    static void networkMode(Subject subject, Findings out) {
        Spot mode = subject.at("networkMode");
        if (mode.isAbsent()) {
            out.at(mode, "networkMode is missing, which means bridge; Fargate takes awsvpc alone");
        } else if (mode.isKnown() && !mode.is("awsvpc")) {
            out.at(mode, "networkMode is " + mode.raw().orElse("?") + "; Fargate takes awsvpc alone");
        }
    }

    static void forbidden(Subject subject, Findings out) {
        present(subject.at("ipcMode"), out);
        filled(subject.at("placementConstraints"), out);
        for (Container container : subject.containers()) {
            Stream.of("links", "dnsServers", "dnsSearchDomains", "dockerSecurityOptions", "extraHosts")
                    .forEach(field -> filled(container.at(field), out));
            for (String field : List.of("privileged", "disableNetworking")) {
                if (container.at(field).is(true)) {
                    out.at(container.at(field), "Fargate does not take " + field);
                }
            }
            present(container.at("linuxParameters").at("maxSwap"), out);
            present(container.at("linuxParameters").at("swappiness"), out);
            for (Spot resource : container.at("resourceRequirements").items()) {
                if (resource.at("type").is("GPU")) {
                    out.at(resource, "Fargate has no GPUs");
                }
            }
        }
    }

    private static void present(Spot spot, Findings out) {
        if (spot.isPresent() && spot.value().isPresent()) {
            out.at(spot, "Fargate does not take " + spot.name());
        }
    }

    private static void filled(Spot spot, Findings out) {
        if (!spot.items().isEmpty()) {
            out.at(spot, "Fargate does not take " + spot.name());
        }
    }

    static void linuxParameters(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot parameters = container.at("linuxParameters");
            filled(parameters.at("devices"), out);
            present(parameters.at("sharedMemorySize"), out);
            for (Spot capability : parameters.at("capabilities").at("add").items()) {
                if (capability.isKnown() && !capability.is("SYS_PTRACE")) {
                    out.at(
                            capability,
                            "Fargate adds the capability SYS_PTRACE alone, not "
                                    + capability.raw().orElse("?"));
                }
            }
        }
    }

    static void volumes(Subject subject, Findings out) {
        for (Spot volume : subject.at("volumes").items()) {
            Spot path = volume.at("host").at("sourcePath");
            if (path.isPresent() && path.value().isPresent()) {
                out.at(path, "Fargate has no host to take a sourcePath from");
            }
            present(volume.at("dockerVolumeConfiguration"), out);
            present(volume.at("fsxWindowsFileServerVolumeConfiguration"), out);
        }
    }

    static void pidMode(Subject subject, Findings out) {
        if (subject.at("pidMode").is("host")) {
            out.at(subject.at("pidMode"), "Fargate does not share the host's processes");
        }
    }

    static void logDriver(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot driver = container.at("logConfiguration").at("logDriver");
            driver.text()
                    .filter(name -> !DRIVERS.contains(name))
                    .ifPresent(name -> out.at(driver, "Fargate has no log driver " + name));
        }
    }

    static void executionRole(Subject subject, Findings out) {
        Spot role = subject.at("executionRoleArn");
        if (role.isPresent()) {
            return;
        }
        subject.containers().stream()
                .flatMap(container -> Stream.of(
                                container.image().isEcr() ? "pulls an image from ECR" : "",
                                container.logsTo("awslogs") ? "logs to awslogs" : "")
                        .filter(reason -> !reason.isEmpty())
                        .map(reason -> container.label() + " " + reason))
                .findFirst()
                .ifPresent(reason -> out.at(role, "executionRoleArn is missing, and container " + reason));
    }

    static void compatibilities(Subject subject, Findings out) {
        Spot compatibilities = subject.at("requiresCompatibilities");
        boolean empty = compatibilities.value().orElse(null) instanceof Value.Items list
                && list.items().isEmpty();
        if (compatibilities.isAbsent() || empty) {
            out.at(compatibilities, compatibilities.written("requiresCompatibilities") + " is missing");
        }
    }

    static void platform(Subject subject, Findings out) {
        Spot architecture = subject.at("runtimePlatform").at("cpuArchitecture");
        if (architecture.isAbsent()) {
            subject.containers().stream()
                    .filter(container -> container.image().isArm())
                    .findFirst()
                    .ifPresent(container -> out.at(
                            architecture,
                            "the image of " + container.label() + " looks like one for ARM64, and cpuArchitecture is "
                                    + "not set, which means X86_64"));
        }
        if (!subject.isWindows()) {
            return;
        }
        if (architecture.is("ARM64")) {
            out.at(architecture, "Windows containers do not run on ARM64");
        }
        if (subject.isFargate() && Quantity.cpu(subject.at("cpu")).orElse(VIRTUAL_CPU) < VIRTUAL_CPU) {
            out.at(subject.at("cpu"), "Windows on Fargate needs a cpu of at least 1024");
        }
    }

    static void timeouts(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            for (String field : List.of("startTimeout", "stopTimeout")) {
                Spot timeout = container.at(field);
                timeout.number().ifPresent(seconds -> {
                    if (seconds < LEAST_TIMEOUT || seconds > MOST_TIMEOUT) {
                        out.at(timeout, field + " " + seconds + " is not 2 to 120 s");
                    }
                });
            }
        }
    }

    static void fireLens(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot type = container.at("firelensConfiguration").at("options").entry("config-file-type");
            if (type.is("s3")) {
                out.at(type, "on Fargate FireLens does not read its configuration from S3");
            }
        }
    }
}
