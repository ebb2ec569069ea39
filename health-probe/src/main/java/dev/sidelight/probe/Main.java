package dev.sidelight.probe;

import dev.sidelight.text.BuildId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The {@code health-probe} command. */
public final class Main {

    private Main() {}

    /** Prints one line and exits with 0 or 1. */
    public static void main(String[] args) {
        List<String> given = List.of(args);
        if (given.equals(List.of("--help")) || given.equals(List.of("--version"))) {
            print(((given.contains("--help")
                                    ? Arguments.HELP
                                    : "health-probe " + version() + " build " + BuildId.value())
                            + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return;
        }
        boolean json = given.contains("--json");
        Result result = result(given, System.getenv());
        print(result.line(json));
        System.exit(result.passes() ? 0 : 1);
    }

    static Result result(List<String> args, Map<String, String> environment) {
        Arguments arguments;
        try {
            arguments = Arguments.from(args, environment);
        } catch (Arguments.BadArgument e) {
            return Result.wrongCall(String.valueOf(e.getMessage()));
        }
        Callable<Result> asking = arguments.direct() ? new Direct(arguments, environment) : new Asking(arguments);
        return within(arguments, new FutureTask<>(asking));
    }

    /** On a thread that is not waited for: resolving a name cannot be interrupted. */
    private static Result within(Arguments arguments, FutureTask<Result> asking) {
        Thread thread = new Thread(asking, "asking");
        thread.setDaemon(true);
        thread.start();
        try {
            return asking.get(arguments.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Result.unanswered(arguments.question(), Asking.tooLate(arguments));
        } catch (ExecutionException e) {
            return Result.unanswered(
                    arguments.question(), "the probe itself failed; please report this: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.unanswered(arguments.question(), "interrupted");
        }
    }

    private static void print(byte[] bytes) {
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
