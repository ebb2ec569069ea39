package dev.sidelight.emulator.endpoint;

import dev.sidelight.emulator.fault.Faults;
import dev.sidelight.emulator.http.Answer;
import dev.sidelight.emulator.http.Reply;
import dev.sidelight.emulator.http.Request;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests for metadata from a source, through the faults in force, and counts them. */
public final class Routes {
    private static final Pattern V4 = Pattern.compile("/v4/([^/]+)(/.*)?");
    private static final Pattern UNCLEAN = Pattern.compile("//+|/\\./");
    private final Source source;
    private final Faults faults;
    private final Map<Resource, Long> counts = new EnumMap<>(Resource.class);

    public Routes(Source source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    public Reply reply(Request request) {
        String path = request.path();
        String clean = UNCLEAN.matcher(path).replaceAll("/");
        if (!clean.equals(path)) {
            return Reply.whole(new Answer(301, Map.of("Location", clean), ""));
        }
        if (!request.method().equals("GET")) {
            return Reply.whole(Answer.text(405, ""));
        }
        Matcher v4 = V4.matcher(path);
        Optional<Resource> resource =
                v4.matches() ? Resource.of(Optional.ofNullable(v4.group(2)).orElse("")) : Optional.empty();
        return resource.map(found -> reply(found, v4.group(1), path))
                .orElseGet(() -> Reply.whole(Answer.text(404, "404 page not found\n")));
    }

    /** How often each resource was asked for. */
    public synchronized Map<Resource, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** Has every answer made once, so that a fault that remembers begins when it is set. */
    public void makeAll() {
        for (String id : source.ids().values()) {
            for (Resource resource : Resource.values()) {
                made(resource, id, "/v4/" + id + resource.suffix());
            }
        }
    }

    private Reply reply(Resource resource, String id, String path) {
        count(resource);
        return made(resource, id, path);
    }

    private Reply made(Resource resource, String id, String path) {
        return faults.reply(resource.faultPath(), path, resource.unknown(id), () -> source.answer(resource, id));
    }

    private synchronized void count(Resource resource) {
        counts.merge(resource, 1L, Long::sum);
    }
}
