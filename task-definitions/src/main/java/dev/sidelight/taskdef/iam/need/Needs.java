package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Printable;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.iam.policy.Statement;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a definition needs of its account.
 *
 * @param definition its name
 * @param unseen what could not be looked into, by name: there may be needs in it
 * @param notes what is not known, and what was taken for it
 */
public record Needs(
        String definition,
        Home home,
        List<Need> needs,
        List<Endpoint> endpoints,
        List<String> unseen,
        List<String> notes) {

    /** How notes begin on what could not be looked into. */
    public static final String UNSEEN = "could not be looked into: ";

    public Needs {
        needs = List.copyOf(needs);
        endpoints = List.copyOf(endpoints);
        unseen = List.copyOf(unseen);
        notes = List.copyOf(notes);
    }

    /** A statement, and what of the definition needs it. */
    public record Granted(Statement statement, List<String> reasons) {
        public Granted {
            reasons = List.copyOf(reasons);
        }
    }

    /** Of a definition, whatever its conditions are: what is needed in one case is needed. */
    public static Needs of(Definition definition, Assumptions assumptions) {
        Gathering found = new Gathering(definition, assumptions);
        List<String> unseen = found.subjects().stream()
                .flatMap(subject -> Unseen.of(subject).stream())
                .map(Printable::of)
                .distinct()
                .toList();
        unseen.forEach(name -> found.note(UNSEEN + name));
        found.subjects().forEach(subject -> gather(subject, found));
        if (!found.elsewhere().isEmpty()) {
            found.note(
                    "images that are not in a private repository of ECR need no permission, but from a private subnet a NAT "
                            + "gateway: " + String.join(", ", found.elsewhere()));
        }
        assume(found);
        List<Endpoint> endpoints = Endpoints.of(found);
        return new Needs(definition.name(), found.home(), found.needs(), endpoints, unseen, found.notes());
    }

    private static void gather(Subject subject, Gathering found) {
        for (Container container : subject.containers()) {
            ImageNeeds.gather(container, found);
            LogNeeds.gather(container, found);
            RouterNeeds.gather(container, found);
            SecretNeeds.gather(container, found);
            FileNeeds.gather(container, found);
            SidelightNeeds.gather(container, found);
        }
        VolumeNeeds.gather(subject, found);
    }

    private static void assume(Gathering found) {
        Assumptions assumptions = found.assumptions();
        boolean encrypted =
                found.needs(Permission.SECRETS) || found.needs(Permission.PARAMETERS) || found.needs(Permission.FILES);
        for (String key : assumptions.keys()) {
            if (encrypted) {
                found.need(Permission.KEYS, key, "what is encrypted with it");
            } else {
                found.note("nothing in the definition is encrypted with " + key);
            }
        }
        if (encrypted && assumptions.keys().isEmpty()) {
            found.note(
                    "for secrets, parameters and files encrypted with a key of one's own --kms-key adds kms:Decrypt");
        }
        if (assumptions.exec()) {
            found.need(Permission.EXEC, "*", "ECS Exec");
            found.note(
                    "if the cluster encrypts or records sessions of ECS Exec, the task role needs kms:Decrypt on its key, "
                            + "and its log group or bucket, too");
        }
        boolean pulls = found.needs(Permission.ECR_PULL) || found.needs(Permission.LOGS);
        if (pulls && found.subjects().stream().anyMatch(Subject::isSurelyNotFargate)) {
            boolean anywhere = found.subjects().stream().allMatch(Needs::isAnywhere);
            found.note((anywhere ? "on instances of ECS Anywhere" : "on EC2")
                    + " without ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true the instance role writes logs, and "
                    + "without an execution role it pulls images");
        }
        found.note(
                "what the code in the containers calls itself is in no definition: the task role needs it in addition");
    }

    private static boolean isAnywhere(Subject subject) {
        List<Spot> compatibilities = subject.at("requiresCompatibilities").items();
        return !compatibilities.isEmpty() && compatibilities.stream().allMatch(one -> one.is("EXTERNAL"));
    }

    /** What the policy of a role says; nothing, where the role needs none. */
    public List<Granted> granted(Role role) {
        List<Granted> granted = new ArrayList<>();
        for (Permission permission : Permission.ALL) {
            Map<List<Condition>, List<Need>> byCondition = needs(role).stream()
                    .filter(need -> need.permission().equals(permission))
                    .collect(Collectors.groupingBy(Need::conditions, LinkedHashMap::new, Collectors.toList()));
            int number = 1;
            for (List<Need> together : byCondition.values()) {
                granted.add(granted(permission.sid() + (number == 1 ? "" : number), together));
                number++;
            }
        }
        return List.copyOf(granted);
    }

    private static Granted granted(String sid, List<Need> needs) {
        Need first = needs.getFirst();
        return new Granted(
                Statement.allowing(
                        sid,
                        first.permission().actions(),
                        needs.stream()
                                .map(need -> Blank.plain(need.resource()))
                                .distinct()
                                .toList(),
                        first.conditions().stream().map(Needs::plain).toList()),
                needs.stream()
                        .flatMap(need -> need.reasons().stream())
                        .distinct()
                        .toList());
    }

    private static Condition plain(Condition condition) {
        return new Condition(
                condition.operator(),
                condition.key(),
                condition.values().stream().map(Blank::plain).toList());
    }

    public List<Need> needs(Role role) {
        return needs.stream().filter(need -> need.permission().role() == role).toList();
    }

    public List<Statement> statements(Role role) {
        return granted(role).stream().map(Granted::statement).toList();
    }

    /** On whose behalf a role may be taken; no cluster can be named there. */
    public List<Condition> trust() {
        return List.of(
                new Condition("ArnLike", "aws:SourceArn", List.of(Blank.plain(home.arn("ecs", "*")))),
                new Condition("StringEquals", "aws:SourceAccount", List.of(Blank.plain(home.account()))));
    }
}
