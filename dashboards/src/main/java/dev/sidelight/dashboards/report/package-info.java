/** The panels of a dashboard drawn from a Prometheus into one HTML file, where there is no Grafana. */
@NullMarked
package dev.sidelight.dashboards.report;

import org.jspecify.annotations.NullMarked;
