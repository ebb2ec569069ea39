package dev.sidelight.emulator.environment;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A secret of Secrets Manager: its versions. */
record Secret(List<SecretVersion> versions) {
    Secret {
        versions = List.copyOf(versions);
    }

    String value(SecretArn asked) throws SecretUnavailable {
        String whole = version(asked).value();
        return asked.jsonKey().isPresent()
                ? SecretJson.member(whole, asked.jsonKey().get())
                : whole;
    }

    private SecretVersion version(SecretArn asked) throws SecretUnavailable {
        if (asked.versionId().isEmpty()) {
            String stage = asked.stage().orElse(SecretVersion.CURRENT);
            return find(one -> one.stages().contains(stage))
                    .orElseThrow(() -> missing(asked, " value for staging label: " + stage));
        }
        String id = asked.versionId().get();
        SecretVersion version = find(one -> one.id().equals(asked.versionId()))
                .orElseThrow(() -> missing(asked, " value for VersionId: " + id));
        if (asked.stage().isPresent()
                && !version.stages().contains(asked.stage().get())) {
            throw new SecretUnavailable(new SecretFault.Refused(
                    asked.secret(),
                    "InvalidRequestException",
                    "You provided a VersionStage that is not associated to the provided VersionId."));
        }
        return version;
    }

    private Optional<SecretVersion> find(Predicate<SecretVersion> wanted) {
        return versions.stream().filter(wanted).findFirst();
    }

    private static SecretUnavailable missing(SecretArn asked, String what) {
        return new SecretUnavailable(SecretFault.Refused.notFound(asked.secret(), what));
    }
}
