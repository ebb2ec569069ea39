package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The keys that resources of the same template are encrypted with. */
final class KeyNeeds {

    private static final List<String> ENCRYPTED =
            List.of("AWS::SecretsManager::Secret", "AWS::SSM::Parameter", "AWS::S3::Bucket");
    private static final List<String> LOGS = List.of("AWS::Logs::LogGroup");
    private static final List<String> PROPERTIES = List.of("KmsKeyId", "KmsKeyArn", "KeyId");

    private KeyNeeds() {}

    /** Of a secret, a parameter or a file: who reads it decrypts it. */
    static void gather(Spot reference, String reason, Gathering out) {
        keys(reference, ENCRYPTED, out).forEach(key -> decrypt(key, reason, out));
    }

    /** CloudWatch Logs itself uses the key of a group, and asks the key's policy. */
    static void ofLogs(Spot group, Gathering out) {
        keys(group, LOGS, out)
                .map(Spot::pointer)
                .forEach(pointer -> out.note("the key at " + pointer
                        + " is used by CloudWatch Logs, which the key's policy must let: no role needs it"));
    }

    private static Stream<Spot> keys(Spot reference, List<String> types, Gathering out) {
        Definition definition = out.definition();
        Predicate<Spot> referred = reference.value().orElse(null) instanceof Value.Unknown unknown
                ? resource ->
                        unknown.names().stream().anyMatch(name -> name.split("\\.", -1)[0].equals(resource.name()))
                : _ -> false;
        return types.stream()
                .flatMap(type -> definition.resources(type).stream())
                .filter(referred)
                .flatMap(resource -> keys(resource.entry("Properties")))
                .filter(Spot::isPresent);
    }

    private static Stream<Spot> keys(Spot properties) {
        Stream<Spot> ofBucket =
                properties.entry("BucketEncryption").entry("ServerSideEncryptionConfiguration").items().stream()
                        .map(rule -> rule.entry("ServerSideEncryptionByDefault").entry("KMSMasterKeyID"));
        return Stream.concat(PROPERTIES.stream().map(properties::entry), ofBucket);
    }

    private static void decrypt(Spot key, String reason, Gathering out) {
        String filled = out.filled(key, "KMS_KEY");
        String text = isOfTemplate(filled, out) ? "key/" + filled : filled;
        String name = text.replaceFirst("^arn:[^:]*:kms:[^:]*:[^:]*:", "");
        if (name.startsWith("alias/aws/")) {
            return;
        }
        String why = "key of " + reason;
        if (name.startsWith("alias/")) {
            out.note("KEY_ID stands for the id of the key of " + name + ", since policies know no alias");
            out.need(Permission.KEYS, out.home().arn("kms", "key/" + Blank.of("KEY_ID")), why);
        } else if (text.startsWith("arn:")) {
            out.need(Permission.KEYS, text, why);
        } else if (Blank.begins(text)) {
            out.note(text + " is taken for the ARN of a key of one's own; without one kms:Decrypt is not needed");
            out.need(Permission.KEYS, text, why);
        } else {
            out.need(Permission.KEYS, out.home().arn("kms", "key/" + text.replaceFirst("^key/", "")), why);
        }
    }

    /** A reference to a key of the template gives its id. */
    private static boolean isOfTemplate(String filled, Gathering out) {
        return out.definition().resources("AWS::KMS::Key").stream()
                .anyMatch(resource -> filled.equals(Blank.named(resource.name(), "KMS_KEY")));
    }
}
