/** One log line format, as text or JSON. */
@NullMarked
package dev.sidelight.agent.log;

import org.jspecify.annotations.NullMarked;
