package dev.sidelight.taskdef.iam;

import dev.sidelight.taskdef.command.CommandInput;
import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.iam.check.Check;
import dev.sidelight.taskdef.iam.check.Fit;
import dev.sidelight.taskdef.iam.need.Assumptions;
import dev.sidelight.taskdef.iam.need.Needs;
import dev.sidelight.taskdef.iam.need.Role;
import dev.sidelight.taskdef.iam.policy.PolicyReader;
import dev.sidelight.taskdef.iam.policy.PolicyWriter;
import dev.sidelight.taskdef.iam.policy.Statement;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidelight iam}. */
@Command(
        name = "iam",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints the least that the roles of a task definition must be allowed, "
                + "or says what a policy lacks or grants too widely.",
        footer = {
            "",
            "Parts that the definition does not tell, such as ACCOUNT_ID, are in capitals, and a note says what they stand for.",
            "",
            "Exit codes: 0 printed, or the policy fits; 1 the policy lacks something or is too wide; 2 something could not be read."
        })
public final class IamCommand implements Callable<Integer> {

    /** How the answer is written. */
    enum Format {
        text,
        json
    }

    private static final int FITS = 0;
    private static final int UNFIT = 1;
    private static final int UNREADABLE = 2;
    private static final List<String> POLICIES = List.of("execution", "task", "execution-trust", "task-trust");

    @Mixin
    private final CommandInput input;

    @Option(names = "--account", paramLabel = "ID", description = "The account that the task runs in.")
    private String account = "";

    @Option(names = "--region", paramLabel = "REGION", description = "The Region that the task runs in.")
    private String region = "";

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            description = "A key that secrets, parameters or environment files are encrypted with; may be given again.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--exec", description = "With the permissions of ECS Exec.")
    private boolean exec;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "Prints one document alone: execution, task, execution-trust or task-trust.")
    private String policy = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json; default text.")
    private Format format = Format.text;

    @Option(
            names = "--check",
            paramLabel = "POLICY.json",
            description = "Says what this policy lacks or grants too widely; of a role with several, give each.")
    private List<String> checked = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "With --check: the role that has the policy, execution or task; default execution.")
    private String roleName = "";

    private final PrintStream out;
    private final PrintStream err;

    public IamCommand(InputStream in, PrintStream out, PrintStream err) {
        this.input = new CommandInput(in);
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            validate();
            List<Needs> all = definitions().stream()
                    .map(definition -> Needs.of(definition, new Assumptions(account, region, keys, exec)))
                    .toList();
            int code = answer(all);
            out.flush();
            return code;
        } catch (Unreadable e) {
            err.println("sidelight iam: " + e.problem());
            return UNREADABLE;
        }
    }

    private void validate() throws Unreadable {
        require(account.isEmpty() || account.matches("\\d{12}"), "--account takes twelve digits, not " + account);
        require(
                region.isEmpty() || region.matches("[a-z]{2}[a-z0-9-]*-\\d"),
                "--region takes a Region such as eu-west-1, not " + region);
        for (String key : keys) {
            require(
                    key.matches("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+"),
                    "--kms-key takes the ARN of a key (policies know no alias), not " + key);
        }
        require(
                policy.isEmpty() || POLICIES.contains(policy),
                "--policy is one of " + String.join(", ", POLICIES) + ", not " + policy);
        require(
                roleName.isEmpty() || roleName.equals("execution") || roleName.equals("task"),
                "--role is execution or task, not " + roleName);
        require(roleName.isEmpty() || !checked.isEmpty(), "--role goes with --check");
        require(policy.isEmpty() || checked.isEmpty(), "--policy and --check exclude each other");
        require(!(input.isStandard() && checked.contains("-")), "standard input can be read once only");
    }

    private static void require(boolean holds, String problem) throws Unreadable {
        if (!holds) {
            throw new Unreadable(problem);
        }
    }

    private List<Definition> definitions() throws Unreadable {
        Document document = input.document();
        List<Integer> meant = input.meant(document);
        if (meant.size() > 1 && !(policy.isEmpty() && checked.isEmpty())) {
            throw input.unreadable(
                    "there are several definitions; choose one with --definition: " + CommandInput.names(document));
        }
        return meant.stream().map(document.definitions()::get).toList();
    }

    private int answer(List<Needs> all) throws Unreadable {
        if (!checked.isEmpty()) {
            return check(all.getFirst());
        }
        if (!policy.isEmpty()) {
            out.print(document(all.getFirst()));
            warn(all.getFirst());
        } else if (format == Format.json) {
            out.print(Answer.json(all));
        } else {
            out.print(all.stream().map(AnswerText::of).collect(Collectors.joining("\n")));
        }
        return FITS;
    }

    /** A policy that stands alone has no notes, and should not be taken for more than it is. */
    private void warn(Needs needs) {
        if (!policy.endsWith("-trust") && !needs.unseen().isEmpty()) {
            err.println("sidelight iam: the policy may be too small; could not be looked into: "
                    + String.join(", ", needs.unseen()));
        }
    }

    private String document(Needs needs) {
        if (policy.endsWith("-trust")) {
            return PolicyWriter.text(json -> PolicyWriter.trust(json, needs.trust()));
        }
        Role role = policy.equals("task") ? Role.TASK : Role.EXECUTION;
        if (needs.needs(role).isEmpty()) {
            err.println("sidelight iam: the " + role.label()
                    + " needs no policy; IAM takes none without a statement, such as this one");
        }
        return PolicyWriter.text(json -> PolicyWriter.policy(json, needs.statements(role)));
    }

    private int check(Needs needs) throws Unreadable {
        List<Statement> given = new ArrayList<>();
        for (String source : checked) {
            Document document = input.read(source);
            try {
                given.addAll(PolicyReader.read(document));
            } catch (Unreadable e) {
                throw CommandInput.unreadable(source, e.problem());
            }
        }
        Role role = roleName.equals("task") ? Role.TASK : Role.EXECUTION;
        Fit fit = Check.of(needs, role, given);
        out.print(format == Format.json ? Answer.json(needs, role, fit) : AnswerText.of(needs, role, fit));
        return fit.fits() ? FITS : UNFIT;
    }
}
