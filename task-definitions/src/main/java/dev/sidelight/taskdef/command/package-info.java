/** What the commands on definitions share: the file they are given, and how they speak. */
@NullMarked
package dev.sidelight.taskdef.command;

import org.jspecify.annotations.NullMarked;
