package dev.sidelight.probe;

import dev.sidelight.http.Exchange;
import dev.sidelight.http.Malformed;
import dev.sidelight.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;

/** Asks the agent once. Plain code on purpose: a lambda or a pattern switch costs a short-lived JVM milliseconds. */
final class Asking implements Callable<Result> {

    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private final Arguments arguments;
    private final Question question;
    private final URI address;

    Asking(Arguments arguments) {
        this.arguments = arguments;
        this.question = arguments.question();
        this.address = URI.create(arguments.url() + question.path());
    }

    @Override
    public Result call() {
        try (Exchange exchange = new Exchange(arguments.timeout(), MAX_ANSWER_BYTES)) {
            Response response = exchange.get(address);
            return response.isDelimited()
                    ? result(Reply.of(response.status(), response.body()))
                    : Result.unanswered(question, "an answer that does not say its length from " + address);
        } catch (SocketTimeoutException e) {
            return Result.unanswered(question, tooLate(arguments));
        } catch (ConnectException e) {
            return Result.unanswered(
                    question,
                    "no connection to " + address
                            + ": is the agent running? SIDELIGHT_HTTP_PORT names its port, --url another address");
        } catch (UnknownHostException e) {
            return Result.unanswered(question, "unknown host in " + address);
        } catch (Malformed e) {
            return Result.unanswered(question, e.getMessage() + " from " + address);
        } catch (IOException e) {
            return Result.unanswered(question, "the connection to " + address + " ended early: " + e.getMessage());
        }
    }

    /** No answer within the time that there was. */
    static String tooLate(Arguments arguments) {
        return "no whole answer from " + arguments.url() + arguments.question().path() + " within "
                + arguments.timeout().toMillis() + " ms";
    }

    private Result result(Reply reply) {
        String said = address + " answered " + reply.status() + (reply.reason().isEmpty() ? "" : ": " + reply.reason());
        if (!question.failsOpen()) {
            return reply.status() == 200 ? Result.healthy(said) : Result.unhealthy(said);
        }
        if (reply.status() == 404 && reply.namesContainers()) {
            return Result.wrongCall(reply.reason());
        }
        if (reply.status() == 503 && reply.verdict().equals("unhealthy")) {
            return Result.unhealthy(reply.reason());
        }
        if (reply.status() == 200 && reply.verdict().equals("healthy")) {
            return Result.healthy(reply.reason());
        }
        boolean verdict = reply.status() == 200 && reply.verdict().equals("unknown");
        return Result.unanswered(question, verdict ? reply.reason() : said + ", which is no verdict of Sidelight's");
    }
}
