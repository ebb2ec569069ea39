/** Routes of the agent's HTTP server. */
@NullMarked
package dev.sidelight.agent.http;

import org.jspecify.annotations.NullMarked;
