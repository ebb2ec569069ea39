/** HTTP and TCP checks of the task's containers, each on a deadline and a schedule of its own. */
@NullMarked
package dev.sidelight.agent.check;

import org.jspecify.annotations.NullMarked;
