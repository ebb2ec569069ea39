package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Check;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Quantity;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Section B: what Fargate takes and refuses. */
final class FargateRules {

    private static final String GUIDE = "ECS guide, task definition differences for Fargate";
    private static final Set<String> DRIVERS = Set.of("awslogs", "splunk", "awsfirelens");
    private static final int LEAST_STORAGE = 21;
    private static final int MOST_STORAGE = 200;
    private static final int LEAST_TIMEOUT = 2;
    private static final int MOST_TIMEOUT = 120;
    private static final long NEWEST_CPU = 32768;
    private static final long VIRTUAL_CPU = 1024;

    static final List<Rule> RULES = List.of(
            Rule.of(
                    9,
                    ERROR,
                    REGISTRATION,
                    "Fargate: the task's cpu or memory is missing",
                    "AWS says \"Fargate requires that 'cpu' be defined at the task level.\"",
                    "set cpu and memory of the task, such as \"256\" and \"512\"",
                    "cfn-lint E3048",
                    onFargate(FargateRules::taskSize)),
            Rule.of(
                    10,
                    ERROR,
                    REGISTRATION,
                    "Fargate: no such pair of cpu and memory",
                    "AWS says \"No Fargate configuration exists for given values.\"",
                    "take a pair that there is",
                    "ECS guide, Fargate task sizes; cfn-lint E3047",
                    onFargate(FargateRules::pair)),
            Rule.of(
                    11,
                    INFO,
                    REGISTRATION,
                    "Fargate: the newest size, 32 virtual CPUs",
                    "Not every Region has it yet, and other linters do not know it.",
                    "make sure that the Region has it",
                    "ECS guide, Fargate task sizes",
                    onFargate(FargateRules::newest)),
            Rule.of(
                            12,
                            ERROR,
                            REGISTRATION,
                            "Fargate: the network mode is not awsvpc",
                            "AWS says \"Fargate only supports network mode 'awsvpc'.\", and bridge is what is taken where none is set.",
                            "set networkMode to awsvpc",
                            "cfn-lint E3048",
                            onFargate(FargateRules::networkMode))
                    .fixedBy(Fixes::awsvpc),
            Rule.of(
                    13,
                    ERROR,
                    REGISTRATION,
                    "Fargate: a field that it does not take",
                    "There is no host of one's own on Fargate, so what concerns the host is refused.",
                    "remove the field",
                    GUIDE + "; cfn-lint E3048",
                    onFargate(FargateRules::forbidden)),
            Rule.of(
                    14,
                    ERROR,
                    REGISTRATION,
                    "Fargate: devices, shared memory or a capability that it does not take",
                    "Of capabilities Fargate adds SYS_PTRACE alone; it has no devices and no sharedMemorySize.",
                    "remove it",
                    GUIDE,
                    onFargate(FargateRules::linuxParameters)),
            Rule.of(
                    15,
                    ERROR,
                    REGISTRATION,
                    "Fargate: a volume of the host or of Docker",
                    "AWS says \"Fargate compatible task definitions do not support sourcePath\"; Docker's volumes are refused, too.",
                    "take \"host\": {} for a volume that the containers share, or EFS",
                    GUIDE,
                    onFargate(FargateRules::volumes)),
            Rule.of(
                    16,
                    ERROR,
                    REGISTRATION,
                    "Fargate: pidMode host",
                    "On Fargate processes can be shared within the task alone, by pidMode task (platform 1.4.0 and later).",
                    "set pidMode to task, or remove it",
                    GUIDE,
                    onFargate(FargateRules::pidMode)),
            Rule.of(
                    17,
                    ERROR,
                    REGISTRATION,
                    "Fargate: a log driver that it does not take",
                    "Fargate logs by awslogs, splunk and awsfirelens.",
                    "take awslogs, splunk or awsfirelens",
                    "cfn-lint E3048 and E3713",
                    onFargate(FargateRules::logDriver)),
            Rule.of(
                    18,
                    ERROR,
                    REGISTRATION,
                    "Fargate: no execution role for ECR or awslogs",
                    "AWS says \"Fargate requires task definition to have execution role ARN to support ECR images\", or "
                            + "\"log driver awslogs\": the role pulls the image and writes the log.",
                    "set executionRoleArn, to a role with AmazonECSTaskExecutionRolePolicy for instance",
                    "observed answers of RegisterTaskDefinition",
                    onFargate(FargateRules::executionRole)),
            Rule.of(
                    19,
                    ERROR,
                    REGISTRATION,
                    "Fargate: ephemeral storage outside 21 to 200 GiB",
                    "20 GiB are there without asking, and asking for 20 is refused: \"size should be at least 21\".",
                    "leave ephemeralStorage out for 20 GiB, or ask for 21 to 200",
                    "RegisterTaskDefinition API",
                    onFargate(FargateRules::ephemeralStorage)),
            Rule.of(
                            20,
                            WARNING,
                            OPERATION,
                            "requiresCompatibilities is missing",
                            "Without it registration checks nothing for the launch type; mistakes show when a task is run.",
                            "set requiresCompatibilities to [\"FARGATE\"] or [\"EC2\"]",
                            "RegisterTaskDefinition API; cfn-lint E3054",
                            FargateRules::compatibilities)
                    .asPosture(),
            Rule.of(
                    21,
                    WARNING,
                    RUN,
                    "the platform does not match the image",
                    "An image of another architecture ends at once with \"exec format error\"; Windows runs on X86_64, "
                            + "and on Fargate with at least one virtual CPU.",
                    "set runtimePlatform.cpuArchitecture to the image's architecture",
                    "RegisterTaskDefinition API",
                    FargateRules::platform),
            Rule.of(
                    22,
                    ERROR,
                    RUN,
                    "Fargate: a stop or start timeout outside 2 to 120 s",
                    "Fargate gives a container at most 120 s to stop or to start, and at least 2.",
                    "set it to 2 to 120",
                    "RegisterTaskDefinition API",
                    onFargate(FargateRules::timeouts)),
            Rule.of(
                    23,
                    WARNING,
                    RUN,
                    "Fargate: FireLens configuration from S3",
                    "On Fargate FireLens reads a configuration from a file in the image alone.",
                    "put the file into the image and set config-file-type to file",
                    "ECS guide, FireLens",
                    onFargate(FargateRules::fireLens)));

    private FargateRules() {}

    private static Check onFargate(Check check) {
        return (subject, out) -> {
            if (subject.isFargate()) {
                check.check(subject, out);
            }
        };
    }

    private static void taskSize(Subject subject, Findings out) {
        for (String field : List.of("cpu", "memory")) {
            if (subject.at(field).isAbsent()) {
                out.at(subject.at(field), field + " is missing at the task level");
            }
        }
    }

    private static void pair(Subject subject, Findings out) {
        Spot cpu = subject.at("cpu");
        Spot memory = subject.at("memory");
        OptionalLong units = Quantity.cpu(cpu);
        OptionalLong mebibytes = Quantity.memory(memory);
        if (cpu.isKnown()
                && (units.isEmpty() || FargateSizes.memories(units.getAsLong()).isEmpty())) {
            out.at(cpu, "Fargate has no size of cpu " + cpu.raw().orElse("?"), "take one of " + FargateSizes.cpus());
        } else if (memory.isKnown() && mebibytes.isEmpty()) {
            out.at(memory, "memory \"" + memory.raw().orElse("?") + "\" is no amount of memory");
        } else if (units.isPresent()
                && mebibytes.isPresent()
                && !FargateSizes.exists(units.getAsLong(), mebibytes.getAsLong())) {
            out.at(
                    memory,
                    "cpu " + units.getAsLong() + " goes with a memory of " + FargateSizes.words(units.getAsLong())
                            + ", not " + mebibytes.getAsLong(),
                    FargateSizes.next(units.getAsLong(), mebibytes.getAsLong())
                            .map(size -> "the next size up is cpu \"" + size.cpu() + "\" with memory \"" + size.memory()
                                    + "\"")
                            .orElse("there is no larger size"));
        }
    }

    private static void newest(Subject subject, Findings out) {
        if (Quantity.cpu(subject.at("cpu")).orElse(0) == NEWEST_CPU) {
            out.at(subject.at("cpu"), "cpu 32768 is the newest size, which not every Region may have");
        }
    }

    private static void networkMode(Subject subject, Findings out) {
        Spot mode = subject.at("networkMode");
        if (mode.isAbsent()) {
            out.at(mode, "networkMode is missing, which means bridge; Fargate takes awsvpc alone");
        } else if (mode.isKnown() && !mode.is("awsvpc")) {
            out.at(mode, "networkMode is " + mode.raw().orElse("?") + "; Fargate takes awsvpc alone");
        }
    }

    private static void forbidden(Subject subject, Findings out) {
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

    private static void linuxParameters(Subject subject, Findings out) {
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

    private static void volumes(Subject subject, Findings out) {
        for (Spot volume : subject.at("volumes").items()) {
            Spot path = volume.at("host").at("sourcePath");
            if (path.isPresent() && path.value().isPresent()) {
                out.at(path, "Fargate has no host to take a sourcePath from");
            }
            present(volume.at("dockerVolumeConfiguration"), out);
            present(volume.at("fsxWindowsFileServerVolumeConfiguration"), out);
        }
    }

    private static void pidMode(Subject subject, Findings out) {
        if (subject.at("pidMode").is("host")) {
            out.at(subject.at("pidMode"), "Fargate does not share the host's processes");
        }
    }

    private static void logDriver(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot driver = container.at("logConfiguration").at("logDriver");
            driver.text()
                    .filter(name -> !DRIVERS.contains(name))
                    .ifPresent(name -> out.at(driver, "Fargate has no log driver " + name));
        }
    }

    private static void executionRole(Subject subject, Findings out) {
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

    private static void ephemeralStorage(Subject subject, Findings out) {
        Spot size = subject.at("ephemeralStorage").at("sizeInGiB");
        size.number().ifPresent(gibibytes -> {
            if (gibibytes < LEAST_STORAGE || gibibytes > MOST_STORAGE) {
                out.at(size, gibibytes + " GiB of ephemeral storage are not 21 to 200");
            }
        });
    }

    private static void compatibilities(Subject subject, Findings out) {
        Spot compatibilities = subject.at("requiresCompatibilities");
        boolean empty = compatibilities.value().orElse(null) instanceof Value.Items list
                && list.items().isEmpty();
        if (compatibilities.isAbsent() || empty) {
            out.at(compatibilities, compatibilities.written("requiresCompatibilities") + " is missing");
        }
    }

    private static void platform(Subject subject, Findings out) {
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

    private static void timeouts(Subject subject, Findings out) {
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

    private static void fireLens(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot type = container.at("firelensConfiguration").at("options").entry("config-file-type");
            if (type.is("s3")) {
                out.at(type, "on Fargate FireLens does not read its configuration from S3");
            }
        }
    }
}
