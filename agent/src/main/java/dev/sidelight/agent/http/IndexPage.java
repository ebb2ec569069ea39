package dev.sidelight.agent.http;

/** A plain page that names the agent's addresses. */
final class IndexPage {

    private IndexPage() {}

    static String html(String version) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sidelight</title>
                <style>
                  body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
                  dt { font-family: ui-monospace, monospace; margin-top: 1rem }
                  dd { margin: 0 }
                  @media (prefers-color-scheme: dark) { body { background: #16181d; color: #dde1e6 } a { color: #8ab4f8 } }
                </style>
                <h1>Sidelight</h1>
                <p>Monitoring sidecar of this ECS task, version %s.</p>
                <dl>
                  <dt><a href="/metrics">/metrics</a></dt>
                  <dd>for Prometheus: text 0.0.4 and OpenMetrics 1.0</dd>
                  <dt><a href="/health">/health</a></dt>
                  <dd>whether the agent itself gets its answers from the task metadata endpoint</dd>
                  <dt><a href="/health/task">/health/task</a>, /health/containers/NAME</dt>
                  <dd>what the health policy decides of the task and of a container: 200, or 503 when unhealthy</dd>
                  <dt><a href="/api/task">/api/task</a></dt>
                  <dd>the task and its containers as last measured, as JSON</dd>
                </dl>
                </html>
                """.formatted(version);
    }
}
