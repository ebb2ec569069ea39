/** The numbers of Container Insights, published to CloudWatch through its API or as embedded-metric-format lines. */
@NullMarked
package dev.sidelight.agent.cloudwatch;

import org.jspecify.annotations.NullMarked;
