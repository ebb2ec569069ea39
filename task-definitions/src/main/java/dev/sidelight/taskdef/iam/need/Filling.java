package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.document.Spot;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what a template knows of itself: names of its resources, defaults of its parameters, account and Region. What
 * is left becomes a blank, and a note says what it stands for.
 */
final class Filling {

    private static final Pattern OPEN = Pattern.compile(
            "\\$\\{([^{}]{0,120})}|<[^<>\\s][^<>]{0,80}>|\\{\\{[^{}]{0,120}}}|\\b(?:AWS_)?ACCOUNT(?:_ID)?\\b|"
                    + "\\baws_account_id\\b|\\bREGION\\b");
    /** Resources may name one another in a circle. */
    private static final int DEEPEST = 6;

    private final Spot template;
    private final Home home;
    private final Consumer<String> notes;

    Filling(Definition definition, Home home, Consumer<String> notes) {
        this.template = Spot.of(Dialect.CLOUDFORMATION, definition.document().root());
        this.home = home;
        this.notes = notes;
    }

    /** A spot's text; where there is nothing to say of it, a blank of this name. */
    String of(Spot spot, String blank) {
        Optional<String> raw = spot.raw();
        if (raw.isEmpty()) {
            notes.accept(blank + ": " + spot.pointer() + (spot.isUnknown() ? " is not known" : " says nothing"));
            return Blank.of(blank);
        }
        return filled(raw.get(), blank, 0);
    }

    private String filled(String text, String blank, int depth) {
        Matcher matcher = OPEN.matcher(text);
        return matcher.replaceAll(found ->
                Matcher.quoteReplacement(part(found.group(), Optional.ofNullable(found.group(1)), blank, depth)));
    }

    private String part(String written, Optional<String> reference, String blank, int depth) {
        if (reference.isEmpty()) {
            notes.accept(written + " is to be filled in");
            return Blank.of(written);
        }
        String name = reference.get();
        return switch (name) {
            case "AWS::AccountId" -> home.account();
            case "AWS::Region" -> home.region();
            case "AWS::Partition" -> home.partition();
            case "AWS::URLSuffix" -> home.suffix();
            case "AWS::NoValue" -> "";
            default -> parameter(name).or(() -> resource(name, depth)).orElseGet(() -> unknown(name, blank));
        };
    }

    private Optional<String> parameter(String name) {
        Spot parameter = template.entry("Parameters").entry(name);
        // Its angle brackets look like a placeholder, hence not text().
        boolean stored = parameter
                .entry("Type")
                .raw()
                .filter(type -> type.startsWith("AWS::SSM::Parameter"))
                .isPresent();
        Optional<String> value =
                stored ? Optional.empty() : parameter.entry("Default").text();
        value.ifPresent(text -> notes.accept("the parameter " + name + " is taken to be its default, " + text));
        return value;
    }

    private Optional<String> resource(String reference, int depth) {
        int dot = reference.indexOf('.');
        String id = dot < 0 ? reference : reference.substring(0, dot);
        Spot resource = template.entry("Resources").entry(id);
        String type = resource.entry("Type").text().orElse("");
        if (depth == DEEPEST || type.isEmpty()) {
            return Optional.empty();
        }
        Named named = property -> {
            Spot name = resource.entry("Properties").entry(property);
            return name.raw().map(text -> filled(text, id, depth + 1)).orElseGet(() -> unknown(id, id));
        };
        return switch (type + (dot < 0 ? "" : reference.substring(dot))) {
            case "AWS::Logs::LogGroup" -> Optional.of(named.by("LogGroupName"));
            case "AWS::ECR::Repository" -> Optional.of(named.by("RepositoryName"));
            case "AWS::ECR::Repository.RepositoryUri" ->
                Optional.of(home.account() + ".dkr.ecr." + home.region() + "." + home.suffix() + "/"
                        + named.by("RepositoryName"));
            case "AWS::SecretsManager::Secret", "AWS::SecretsManager::Secret.Id" ->
                Optional.of(home.arn("secretsmanager", "secret:" + named.by("Name") + "-??????"));
            case "AWS::SSM::Parameter" -> Optional.of(named.by("Name"));
            case "AWS::KMS::Key.Arn" -> Optional.of(home.arn("kms", "key/" + unknown(id, id)));
            case "AWS::KMS::Alias" -> Optional.of(named.by("TargetKeyId"));
            case "AWS::S3::Bucket" -> Optional.of(named.by("BucketName"));
            case "AWS::S3::Bucket.Arn" -> Optional.of(home.arn("s3", "", "", named.by("BucketName")));
            default -> Optional.empty();
        };
    }

    /** The name of a resource by the property that gives it. */
    private interface Named {
        String by(String property);
    }

    private String unknown(String name, String blank) {
        boolean function = name.isEmpty() || name.startsWith("?");
        String marked = function ? Blank.of(blank) : Blank.named(name, blank);
        notes.accept(Blank.plain(marked) + " stands for "
                + (function
                        ? "what " + (name.length() > 1 ? "Fn::" + name.substring(1) : "a function") + " gives"
                        : "${" + name + "}")
                + ", which only a deployment knows");
        return marked;
    }
}
