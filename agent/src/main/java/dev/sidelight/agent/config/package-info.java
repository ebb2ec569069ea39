/** The configuration, read once from the environment. */
@NullMarked
package dev.sidelight.agent.config;

import org.jspecify.annotations.NullMarked;
