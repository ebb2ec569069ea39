/** The fields of a task definition that the ECS API knows, and their types. */
@NullMarked
package dev.sidelight.taskdef.model;

import org.jspecify.annotations.NullMarked;
