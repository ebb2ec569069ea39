package dev.sidelight.taskdef.iam.policy;

import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.document.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads a policy, bare or as get-role-policy and get-policy-version answer it. */
public final class PolicyReader {

    /** IAM takes 10,240 characters for a role's inline policies, blanks aside. */
    private static final int MOST_CHARACTERS = 256 << 10;

    private PolicyReader() {}

    public static List<Statement> read(Document document) throws Unreadable {
        if (document.text().length() > MOST_CHARACTERS) {
            throw new Unreadable("larger than any policy may be");
        }
        Spot statements = policy(Spot.of(Dialect.API, document.root())).entry("Statement");
        List<Spot> all =
                statements.value().orElse(null) instanceof Value.Members ? List.of(statements) : statements.items();
        if (all.isEmpty() && !(statements.value().orElse(null) instanceof Value.Items)) {
            throw new Unreadable("there is no policy in it: it has no Statement");
        }
        List<Statement> read = new ArrayList<>();
        for (Spot statement : all) {
            read.add(statement(statement, read.size() + 1));
        }
        return List.copyOf(read);
    }

    private static Spot policy(Spot root) {
        for (Spot wrapped : List.of(
                root.entry("PolicyDocument"), root.entry("PolicyVersion").entry("Document"), root.entry("Document"))) {
            if (wrapped.value().orElse(null) instanceof Value.Members) {
                return wrapped;
            }
        }
        return root;
    }

    private static Statement statement(Spot statement, int number) throws Unreadable {
        String name = "statement " + number
                + statement.entry("Sid").raw().map(sid -> " (" + sid + ")").orElse("");
        Statement.Effect effect = switch (statement.entry("Effect").raw().orElse("")) {
            case "Allow" -> Statement.Effect.ALLOW;
            case "Deny" -> Statement.Effect.DENY;
            default -> throw new Unreadable(name + " has no Effect that is Allow or Deny");
        };
        if (statement.entry("Principal").isPresent()) {
            throw new Unreadable(name + " has a Principal: a trust policy or one of a resource, not one of a role");
        }
        Set<Statement.Element> inverse = EnumSet.noneOf(Statement.Element.class);
        for (Statement.Element element : Statement.Element.values()) {
            if (isInverse(statement, name, element)) {
                inverse.add(element);
            }
        }
        return new Statement(
                name,
                effect,
                listed(statement, Statement.Element.ACTION),
                listed(statement, Statement.Element.RESOURCE),
                conditions(statement.entry("Condition")),
                inverse);
    }

    private static boolean isInverse(Spot statement, String name, Statement.Element element) throws Unreadable {
        boolean plain = !texts(statement.entry(element.plain())).isEmpty();
        boolean inverse = !texts(statement.entry(element.inverse())).isEmpty();
        if (plain == inverse) {
            throw new Unreadable(name
                    + (plain ? " has both " : " has neither ")
                    + element.plain()
                    + (plain ? " and " : " nor ")
                    + element.inverse());
        }
        return inverse;
    }

    /** What is in a list or in its inverse, of which there is one. */
    private static List<String> listed(Spot statement, Statement.Element element) {
        List<String> plain = texts(statement.entry(element.plain()));
        return plain.isEmpty() ? texts(statement.entry(element.inverse())) : plain;
    }

    private static List<Condition> conditions(Spot block) {
        return block.entries().stream()
                .flatMap(operator ->
                        operator.entries().stream().map(key -> new Condition(operator.name(), key.name(), texts(key))))
                .toList();
    }

    private static List<String> texts(Spot spot) {
        return spot.value().orElse(null) instanceof Value.Items
                ? spot.items().stream().flatMap(item -> item.raw().stream()).toList()
                : spot.raw().stream().toList();
    }
}
