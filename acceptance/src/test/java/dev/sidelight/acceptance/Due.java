package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.acceptance.IllTasks.Illness;
import dev.sidelight.acceptance.Notifications.Notice;
import java.util.Locale;

/**
 * A notification that must come.
 *
 * @param illness what it is of
 * @param container empty where it is about the whole task
 */
record Due(String alert, String illness, String container) {

    boolean isIn(Notice notice, TaskNames names) {
        return notice.alert().equals(alert)
                && notice.label("container_name").equals(container)
                && named(notice).equals(names);
    }

    /** That whoever reads it knows what to do, and about what. */
    void check(Notice notice, Illness of) {
        assertThat(notice.label("job")).isEqualTo("sidelight");
        assertThat(notice.label("severity")).isIn("critical", "warning", "info");
        if (!alert.equals("SidelightAbsent")) {
            assertThat(notice.label("instance"))
                    .isEqualTo("127.0.0.1:" + of.agent().port());
            assertThat(notice.label("cluster_name")).isNotEmpty();
            assertThat(notice.label("family")).isNotEmpty();
            assertThat(notice.label("task_id")).isNotEmpty();
        }
        assertThat(notice.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
        assertThat(notice.annotations().values())
                .allSatisfy(text ->
                        assertThat(text).isNotBlank().doesNotContain("no value", "{{", "%!", "?", "<error", "NaN"));
        TaskNames names = of.names();
        assertThat(notice.annotations().get("description"))
                .contains(names.cluster(), names.service(), names.task(), container);
        assertThat(notice.annotations().get("runbook_url"))
                .isEqualTo("docs/runbooks.md#" + alert.toLowerCase(Locale.ROOT));
    }

    private static TaskNames named(Notice notice) {
        return new TaskNames(
                notice.label("cluster_name"),
                notice.label("service_name"),
                notice.label("family"),
                notice.label("task_id"));
    }
}
