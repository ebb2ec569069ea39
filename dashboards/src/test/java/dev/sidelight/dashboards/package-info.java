@NullMarked
package dev.sidelight.dashboards;

import org.jspecify.annotations.NullMarked;
