/** A task as ECS describes it at one moment, and the arithmetic on two such moments. */
@NullMarked
package dev.sidelight.task;

import org.jspecify.annotations.NullMarked;
