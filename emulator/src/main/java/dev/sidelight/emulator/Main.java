package dev.sidelight.emulator;

import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.DurationText;
import dev.sidelight.emulator.definition.ImageFolders;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.endpoint.Addresses;
import dev.sidelight.emulator.environment.EnvironmentSources;
import dev.sidelight.emulator.environment.S3Folder;
import dev.sidelight.emulator.environment.SecretStore;
import dev.sidelight.emulator.fault.FaultSetting;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.network.NetworkChoice;
import dev.sidelight.emulator.proc.ProcFiles;
import dev.sidelight.emulator.replay.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command: an emulated endpoint until Ctrl-C, its addresses on stdout in a form that a shell can eval. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        version = "sidelight emulator 0.1.0",
        sortOptions = false,
        description = "An ECS task metadata endpoint v4 on this machine, over live processes or recorded answers.")
public final class Main implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = "--launch-type",
            paramLabel = "FARGATE|EC2|EXTERNAL",
            description = "Default: the definition's, else EC2.")
    private Optional<LaunchType> launchType = Optional.empty();

    @Option(names = "--port", defaultValue = "0", description = "Of the endpoint; 0 takes a free one.")
    private int port;

    @Option(names = "--control-port", defaultValue = "0", description = "Of the control address; 0 takes a free one.")
    private int controlPort;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(names = "--sample-every", description = "Cadence of the stats. Default: 10s on FARGATE, else 1s.")
    private Optional<Duration> sampleEvery = Optional.empty();

    @Option(names = "--step", description = "Steps a replay this often. Default: only by POST /step.")
    private Optional<Duration> step = Optional.empty();

    @Option(names = "--loop", description = "Begins a replay again after its last step.")
    private boolean loop;

    @Option(names = "--fault", paramLabel = "NAME[@task|@stats]", description = "A fault to show from the start.")
    private List<FaultSetting> faults = List.of();

    @Option(names = "--image", paramLabel = "NAME=COMMAND", description = "What a container (or an image) runs.")
    private Map<String, String> images = Map.of();

    @Option(
            names = "--path",
            paramLabel = "FOLDER=DIR",
            description = "A folder of an image, such as /app, that is DIR here: for commands and health checks.")
    private Map<String, Path> paths = Map.of();

    @Option(
            names = "--faster",
            paramLabel = "TIMES",
            defaultValue = "1",
            description = "Health checks, restarts and starts take so many times less than is defined.")
    private int faster = 1;

    @Option(names = "--cluster", defaultValue = "emulated", description = "Default: ${DEFAULT-VALUE}")
    private String cluster = "emulated";

    @Option(names = "--service", description = "The service's name. Default: none, a standalone task.")
    private Optional<String> service = Optional.empty();

    @Option(
            names = "--network",
            defaultValue = "AUTO",
            paramLabel = "own|host|auto",
            description = "Namespaces for the task.")
    private NetworkChoice network = NetworkChoice.AUTO;

    @Option(names = "--logs", paramLabel = "DIR", description = "Writes containers' output to files there.")
    private Optional<Path> logs = Optional.empty();

    @Option(
            names = "--environment-files",
            paramLabel = "DIR",
            description = "Stands for S3: an environmentFiles entry arn:aws:s3:::BUCKET/KEY is DIR/BUCKET/KEY.")
    private Optional<Path> environmentFiles = Optional.empty();

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "JSON that stands for Secrets Manager and Parameter Store: {\"secretsManager\":"
                    + " {ARN: VALUE}, \"parameterStore\": {NAME: VALUE}}; docs/emulator.md has its versions.")
    private Optional<Path> secrets = Optional.empty();

    /** What is served. */
    static final class Subject {
        @Option(
                names = "--task-definition",
                paramLabel = "FILE",
                description = "Runs it: JSON as for register-task-definition.")
        private Optional<Path> definition = Optional.empty();

        @Option(names = "--replay", paramLabel = "DIR", description = "Serves 01-task.json, 01-stats.json, 02-...")
        private Optional<Path> replay = Optional.empty();
    }

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, explained(DurationText::parse))
                .registerConverter(FaultSetting.class, explained(FaultSetting::of));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Emulator emulator = start()) {
            faults.forEach(emulator::set);
            System.out.println("ECS_CONTAINER_METADATA_URI_V4=" + emulator.uri());
            System.out.println("EMULATOR_CONTROL=" + emulator.control());
            System.out.flush();
            stepUntilInterrupted(emulator);
            return 0;
        } catch (InvalidDefinition | IOException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private Emulator start() throws InvalidDefinition, IOException {
        Addresses addresses = new Addresses(host, port, controlPort);
        if (subject.replay.isPresent()) {
            return Emulator.replay(Recording.in(subject.replay.get()), loop, addresses);
        }
        if (subject.definition.isEmpty()) {
            throw new IOException("emulator: nothing to serve: give --task-definition FILE or --replay DIR");
        }
        ImageFolders folders = new ImageFolders(paths);
        TaskDefinition definition = folders.in(DefinitionReader.read(subject.definition.get(), launchType));
        checkOptions(definition);
        if (!ProcFiles.available()) {
            System.err.println("emulator: no /proc to measure processes with: replaying the built-in recording");
            return Emulator.replay(Recording.builtIn(), true, addresses);
        }
        LaunchType type = launchType.or(definition::compatibility).orElse(LaunchType.EC2);
        LiveOptions options = LiveOptions.of(definition, type)
                .at(addresses)
                .sampledEvery(sampleEvery.orElse(type.cadence()))
                .withImages(folders.commands(definition, images))
                .faster(faster)
                .in(cluster, service)
                .with(network)
                .fetchingFrom(sources());
        return Emulator.live(logs.map(options::loggedTo).orElse(options));
    }

    private EnvironmentSources sources() throws IOException {
        return new EnvironmentSources(
                environmentFiles.isPresent() ? Optional.of(S3Folder.in(environmentFiles.get())) : Optional.empty(),
                secrets.isPresent() ? Optional.of(SecretStore.in(secrets.get())) : Optional.empty());
    }

    private void checkOptions(TaskDefinition definition) throws InvalidDefinition {
        List<String> wrong = new ArrayList<>();
        images.forEach((name, command) -> {
            if (command.isBlank()) {
                wrong.add("--image " + name + ": no command: write NAME=COMMAND");
            }
            if (definition.containers().stream()
                    .noneMatch(one -> one.name().equals(name) || one.image().equals(name))) {
                wrong.add("--image " + name + ": no container or image of that name in the definition");
            }
        });
        paths.forEach((folder, here) -> {
            if (!folder.startsWith("/") || folder.endsWith("/") || !Files.isDirectory(here)) {
                wrong.add("--path " + folder + "=" + here
                        + ": give a folder of an image without a slash at its end, and one that is here");
            }
        });
        if (faster < 1) {
            wrong.add("--faster " + faster + ": give 1 or more");
        }
        if (!wrong.isEmpty()) {
            throw new InvalidDefinition(wrong);
        }
    }

    private void stepUntilInterrupted(Emulator emulator) throws InterruptedException {
        if (step.isEmpty()) {
            new CountDownLatch(1).await();
        }
        while (true) {
            Thread.sleep(step.orElseThrow());
            emulator.advance();
        }
    }

    private static <T> ITypeConverter<T> explained(ITypeConverter<T> converter) {
        return text -> {
            try {
                return converter.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
