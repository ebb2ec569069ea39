package dev.sidelight.dashboards;

import java.util.List;

/** How a panel shows its numbers. */
public sealed interface View {

    /** Over time. */
    record Lines() implements View {}

    /** The last one, large. */
    record Stat() implements View {}

    /** Bars over time; the numbers 1, 2, … stand for the states in this order. */
    record States(List<State> states) implements View {

        public States {
            states = List.copyOf(states);
        }
    }

    /** The last ones; rows with the same labels are one row. */
    record Table(List<Column> columns) implements View {

        public Table {
            columns = List.copyOf(columns);
        }
    }
}
