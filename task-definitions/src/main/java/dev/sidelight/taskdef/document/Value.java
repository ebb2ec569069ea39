package dev.sidelight.taskdef.document;

import java.util.List;
import java.util.Optional;

/** A value of a JSON or YAML document and where it stands. */
public sealed interface Value {

    Place place();

    /** What it is, for a sentence: "a list". */
    String kind();

    /**
     * An object. Of names that are given twice the last counts, as with every reader of JSON; all are in the list.
     *
     * @param block whether it is written in YAML's block style, and not in braces
     * @param open whether more members may come from what is not known here, such as {@code Fn::Transform}
     */
    record Members(Place place, List<Member> members, boolean block, boolean open) implements Value {
        public Members {
            members = List.copyOf(members);
        }

        public Optional<Member> member(String name) {
            return members.reversed().stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst();
        }

        public Optional<Value> value(String name) {
            return member(name).map(Member::value);
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /**
     * A list.
     *
     * @param block whether it is written in YAML's block style, and not in brackets
     */
    record Items(Place place, List<Value> items, boolean block) implements Value {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    record Text(Place place, String text) implements Value {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A number, as written. */
    record Numeral(Place place, String text) implements Value {
        @Override
        public String kind() {
            return "a number";
        }
    }

    record Truth(Place place, boolean truth) implements Value {
        @Override
        public String kind() {
            return "a boolean";
        }
    }

    record Nothing(Place place) implements Value {
        @Override
        public String kind() {
            return "null";
        }
    }

    /**
     * What only a deployment tells: an intrinsic function of CloudFormation.
     *
     * @param text as much as can be said of it, such as {@code ${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/shop}
     * @param names parameters and resources that it refers to
     * @param function its short name, such as {@code If}
     * @param argument what the function is given
     */
    record Unknown(Place place, String text, List<String> names, String function, Value argument) implements Value {
        public Unknown {
            names = List.copyOf(names);
        }

        @Override
        public String kind() {
            return "an intrinsic function";
        }
    }
}
