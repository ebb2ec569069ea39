package dev.sidelight.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the probe was asked.
 *
 * @param url the agent's base address, without a slash at its end
 * @param timeout for all of it
 * @param direct whether the metadata endpoint is asked rather than the agent
 */
record Arguments(Question question, URI url, Duration timeout, boolean json, boolean direct) {

    static final int MOST_PORT = 65535;

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    static final String HELP = """
            Usage: health-probe [--container NAME | --task] [--direct] [--url URL] [--timeout DURATION] [--json]
                   health-probe --help | --version

            Asks the Sidelight agent one question, prints one line and exits with 0 or 1. Without a question it asks
            whether the agent itself is well.

              --container NAME    asks for the health policy's verdict on a container of the task
              --task              asks for its verdict on the task
                                  (both leave out what ECS reports of health checks, so that they may be one)
              --direct            with --container or --task: asks no agent, but the task metadata endpoint, once
              --url URL           the agent's base address; default http://127.0.0.1:9779,
                                  or what SIDELIGHT_HTTP_HOST and SIDELIGHT_HTTP_PORT say
              --timeout DURATION  for all of it, written 500ms or 3s; default 3s
              --json              prints the line as JSON

            Exit codes: 0 healthy; 0, too, when a verdict on a container or the task is not known or the agent does
            not answer (the agent's failure is not theirs); 1 unhealthy, called wrongly, a container that is not
            there, or the agent itself not answering. In a task definition:
              "healthCheck": {"command": ["CMD", "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe"]}""";

    /** Reads the command line; says all that is wrong with it at once. */
    static Arguments from(List<String> args, Map<String, String> environment) throws BadArgument {
        return new CommandLine(args).arguments(environment);
    }

    static URI url(String text) throws BadArgument {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if ("http".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getPort() <= MOST_PORT
                    && url.getPort() != 0
                    && url.getRawFragment() == null
                    && url.getRawQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new BadArgument("the address " + text + " is not a URL: " + e.getReason());
        }
        throw new BadArgument("the address " + text + " is not of the form http://HOST:PORT");
    }

    static Duration timeout(String text) throws BadArgument {
        try {
            Duration duration = text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : text.endsWith("s")
                            ? Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)))
                            : Duration.ZERO;
            if (duration.isPositive() && duration.compareTo(LONGEST_TIMEOUT) <= 0) {
                return duration;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new BadArgument("--timeout " + text + " is not a duration such as 500ms or 3s");
        }
        throw new BadArgument("--timeout " + text + " is not a duration such as 500ms or 3s, of 1 minute at most");
    }

    /** A command line that means nothing; the message says what is wrong and what would be right. */
    static final class BadArgument extends Exception {

        private static final long serialVersionUID = 1;

        BadArgument(String message) {
            super(message);
        }
    }
}
