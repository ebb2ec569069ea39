package dev.sidelight.emulator.environment;

import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.SecretReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Fetches the variables of a task's containers, as ECS does before any of them starts. */
public final class Fetching {
    private static final int REGION_OF_ARN = 3;
    private final EnvironmentSources sources;
    private final Consumer<String> says;
    private final Set<SecretFault> secretFaults = new LinkedHashSet<>();
    private final Set<String> missingParameters = new LinkedHashSet<>();
    private final Set<String> missingFiles = new LinkedHashSet<>();
    private final List<String> details = new ArrayList<>();

    private Fetching(EnvironmentSources sources, Consumer<String> says) {
        this.sources = sources;
        this.says = says;
    }

    /** By container; {@code region} is the task's, {@code says} is told what is left out for want of its source. */
    public static Map<String, ContainerEnvironment> of(
            List<ContainerDefinition> containers,
            EnvironmentSources sources,
            LaunchType launchType,
            String region,
            Consumer<String> says)
            throws NotFetched {
        Fetching fetching = new Fetching(sources, says);
        Map<String, ContainerEnvironment> fetched = new HashMap<>();
        containers.forEach(one -> fetched.put(one.name(), new ContainerEnvironment(fetching.variables(one))));
        Optional<String> reason = fetching.stoppedReason(launchType, region);
        if (reason.isPresent()) {
            throw new NotFetched(reason.get(), fetching.details);
        }
        return fetched;
    }

    /** The definition's own before those of files; a secret's name is never in the definition's own. */
    private Map<String, String> variables(ContainerDefinition container) {
        Map<String, String> variables = new HashMap<>(EnvironmentFile.variables(files(container)));
        variables.putAll(container.environment());
        variables.putAll(secrets(container));
        return variables;
    }

    private List<EnvironmentFile> files(ContainerDefinition container) {
        if (sources.files().isEmpty()) {
            leftOut(container.environmentFiles(), container.name() + "'s environmentFiles", "--environment-files DIR");
            return List.of();
        }
        S3Folder folder = sources.files().get();
        List<EnvironmentFile> files = new ArrayList<>();
        for (String arn : container.environmentFiles()) {
            folder.environmentFile(arn).ifPresentOrElse(files::add, () -> {
                missingFiles.add(arn);
                details.add(container.name() + ": " + arn + ": no readable UTF-8 file " + S3Folder.object(arn) + " in "
                        + folder.root());
            });
        }
        return files;
    }

    private Map<String, String> secrets(ContainerDefinition container) {
        if (sources.secrets().isEmpty()) {
            leftOut(container.secrets(), container.name() + "'s secrets", "--secrets FILE");
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        for (SecretReference one : container.secrets()) {
            value(one, sources.secrets().get())
                    .ifPresentOrElse(
                            value -> values.put(one.name(), value),
                            () -> details.add(container.name() + ": " + one.name() + ": no value for "
                                    + one.valueFrom() + " in "
                                    + sources.secrets().get().where()));
        }
        return values;
    }

    private Optional<String> value(SecretReference reference, SecretStore store) {
        String from = reference.valueFrom();
        if (!reference.ofSecretsManager()) {
            Optional<String> value = store.parameter(from);
            if (value.isEmpty()) {
                missingParameters.add(from);
            }
            return value;
        }
        try {
            SecretArn asked =
                    SecretArn.of(from).orElseThrow(() -> new SecretUnavailable(new SecretFault.MalformedArn(from)));
            return Optional.of(store.secret(asked));
        } catch (SecretUnavailable e) {
            secretFaults.add(e.fault());
            return Optional.empty();
        }
    }

    private void leftOut(List<?> what, String name, String option) {
        if (!what.isEmpty()) {
            says.accept(name + " are left out: give " + option);
        }
    }

    private Optional<String> stoppedReason(LaunchType launchType, String region) {
        if (!secretFaults.isEmpty()) {
            return Optional.of(StoppedReason.ofSecrets(launchType, secretFaults));
        }
        if (!missingParameters.isEmpty()) {
            String first = missingParameters.iterator().next();
            return Optional.of(StoppedReason.ofParameters(
                    launchType,
                    first.startsWith("arn:") ? first.split(":", -1)[REGION_OF_ARN] : region,
                    missingParameters));
        }
        return missingFiles.isEmpty()
                ? Optional.empty()
                : Optional.of(StoppedReason.ofFiles(launchType, List.copyOf(missingFiles)));
    }
}
