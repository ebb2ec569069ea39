package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Image;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pulling a container's image needs. */
final class ImageNeeds {

    private static final Pattern ECR =
            Pattern.compile("([^./]+)\\.dkr[.-]ecr(?:-fips)?\\.([^./]+)\\.[a-z0-9.-]{1,80}\\.[a-z]{1,20}/(.+)");

    private ImageNeeds() {}

    static void gather(Container container, Gathering out) {
        if (container.at("image").isAbsent()) {
            return;
        }
        String path = new Image(out.filled(container.at("image"), "REPOSITORY")).path();
        String reason = "image of " + container.label();
        Matcher ecr = ECR.matcher(path);
        if (ecr.matches()) {
            String account = Blank.begins(ecr.group(1)) ? out.home().account() : ecr.group(1);
            String region = Blank.begins(ecr.group(2)) ? out.home().region() : ecr.group(2);
            pull(out.home().arn("ecr", region, account, "repository/" + ecr.group(3)), reason, out);
            if (!account.equals(out.home().account()) && !Blank.in(out.home().account())) {
                out.note("the repository " + ecr.group(3) + " is in the account " + account
                        + ": its repository policy must let this account pull");
            }
        } else if (Blank.begins(path)) {
            String repository = path.substring(path.indexOf('/') + 1);
            pull(out.home().arn("ecr", "repository/" + repository), reason, out);
            out.note("the registry of " + container.label()
                    + "'s image is not known: if it is not ECR, EcrPull on repository/" + repository
                    + " is not needed");
        } else {
            out.elsewhere(container.label() + " (" + path + ")");
        }
        if (container.at("repositoryCredentials").isPresent()) {
            SecretNeeds.credentials(
                    container.at("repositoryCredentials").at("credentialsParameter"),
                    "registry credentials of " + container.label(),
                    out);
        }
    }

    private static void pull(String repository, String reason, Gathering out) {
        out.need(Permission.ECR_LOGIN, "*", reason);
        out.need(Permission.ECR_PULL, repository, reason);
    }
}
