package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import java.util.List;
import java.util.regex.Pattern;

/** What secrets and parameters need; JSON key, version stage and version id are no part of what is granted. */
final class SecretNeeds {

    private static final Pattern SUFFIX = Pattern.compile("-(?:[A-Za-z0-9]{6}|\\?{6})$");
    /** Of random characters one set in 200 has no capital and no digit. */
    private static final Pattern DOUBTFUL_SUFFIX = Pattern.compile("-[a-z]{6}$");

    private static final int WHOLE = 7;

    private SecretNeeds() {}

    static void gather(Container container, Gathering out) {
        List.of(container.at("secrets"), container.at("logConfiguration").at("secretOptions"))
                .forEach(list -> list.items()
                        .forEach(secret -> reference(
                                secret.at("valueFrom"),
                                secret.at("name").raw().orElse("a secret") + " of " + container.label(),
                                out)));
    }

    /** An ARN, or the name of a parameter in the same Region. */
    static void reference(Spot valueFrom, String reason, Gathering out) {
        if (valueFrom.isAbsent()) {
            return;
        }
        String text = out.filled(valueFrom, "SECRET_ARN");
        KeyNeeds.gather(valueFrom, reason, out);
        if (Blank.begins(text)) {
            unknown(text, reason, out);
        } else if (!text.startsWith("arn:")) {
            String name = text.replaceAll(":.*$", "");
            out.need(Permission.PARAMETERS, out.home().arn("ssm", "parameter/" + name.replaceAll("^/+", "")), reason);
        } else {
            arn(text, reason, out);
        }
    }

    /** Of a private registry or a file server: an ARN, or the name of a secret. */
    static void credentials(Spot parameter, String reason, Gathering out) {
        String text = out.filled(parameter, "SECRET_ARN");
        KeyNeeds.gather(parameter, reason, out);
        if (Blank.begins(text)) {
            unknown(text, reason, out);
        } else if (text.startsWith("arn:")) {
            arn(text, reason, out);
        } else {
            out.need(Permission.SECRETS, suffixed(out.home().arn("secretsmanager", "secret:" + text), out), reason);
        }
    }

    private static void arn(String arn, String reason, Gathering out) {
        List<String> parts = List.of(arn.split(":", -1));
        String service = parts.size() > 2 ? parts.get(2) : "";
        if (service.equals("secretsmanager") && parts.size() >= WHOLE) {
            out.need(Permission.SECRETS, suffixed(String.join(":", parts.subList(0, WHOLE)), out), reason);
        } else if (service.equals("ssm") && parts.size() >= WHOLE - 1) {
            out.need(Permission.PARAMETERS, String.join(":", parts.subList(0, WHOLE - 1)), reason);
        } else {
            out.note(arn + ", " + reason
                    + ", is the ARN of neither a secret nor a parameter, and nothing is granted for it");
        }
    }

    /** A secret's ARN ends in six random characters, which the name alone does not tell. */
    private static String suffixed(String arn, Gathering out) {
        if (DOUBTFUL_SUFFIX.matcher(arn).find()) {
            out.note(arn + " is taken to be whole; if it ends with the secret's name, add -??????");
        }
        return SUFFIX.matcher(arn).find() || Blank.ends(arn) ? arn : arn + "-??????";
    }

    private static void unknown(String text, String reason, Gathering out) {
        String whole = Blank.first(text);
        boolean parameter = whole.matches(".*(PARAM|SSM).*") && !text.contains("::");
        out.need(parameter ? Permission.PARAMETERS : Permission.SECRETS, whole, reason);
        out.note(whole + " is taken for the ARN of a " + (parameter ? "parameter" : "secret"));
    }
}
