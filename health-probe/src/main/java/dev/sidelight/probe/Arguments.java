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
 * @param timeout for the whole exchange
 */
record Arguments(URI url, Duration timeout) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    static final String HELP = """
            Usage: health-probe [--url URL] [--timeout DURATION] [--help | --version]

            Asks the Sidelight agent whether it is healthy (GET /health) and prints one line.

              --url URL           the agent's base address; default http://127.0.0.1:9779,
                                  or what SIDELIGHT_HTTP_HOST and SIDELIGHT_HTTP_PORT say
              --timeout DURATION  for the whole exchange, written 500ms or 3s; default 3s

            Exit codes: 0 healthy, 1 anything else. In a task definition:
              "healthCheck": {"command": ["CMD", "/opt/sidelight/bin/health-probe"]}""";

    /** Reads the command line. */
    static Arguments from(List<String> args, Map<String, String> environment) throws BadArgument {
        String url = defaultUrl(environment);
        Duration timeout = DEFAULT_TIMEOUT;
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (!option.equals("--url") && !option.equals("--timeout")) {
                throw new BadArgument(
                        "there is no option " + option + "; there are --url, --timeout, --help, --version");
            }
            if (i + 1 == args.size()) {
                throw new BadArgument(option + " needs a value");
            }
            if (option.equals("--url")) {
                url = args.get(i + 1);
            } else {
                timeout = duration(args.get(i + 1));
            }
        }
        return new Arguments(url(url), timeout);
    }

    private static String defaultUrl(Map<String, String> environment) {
        String host = environment.getOrDefault("SIDELIGHT_HTTP_HOST", "").strip();
        String port = environment.getOrDefault("SIDELIGHT_HTTP_PORT", "").strip();
        boolean anyAddress = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://" + (anyAddress ? "127.0.0.1" : name) + ":" + (port.isEmpty() ? "9779" : port);
    }

    private static URI url(String text) throws BadArgument {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if ("http".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getPort() <= 65535
                    && url.getQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new BadArgument("the address " + text + " is not a URL: " + e.getReason());
        }
        throw new BadArgument("the address " + text + " is not of the form http://HOST:PORT");
    }

    private static Duration duration(String text) throws BadArgument {
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
