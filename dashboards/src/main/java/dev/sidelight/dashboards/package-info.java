/** Dashboards as tables of panels, and the Grafana JSON that is made of them. */
@NullMarked
package dev.sidelight.dashboards;

import org.jspecify.annotations.NullMarked;
