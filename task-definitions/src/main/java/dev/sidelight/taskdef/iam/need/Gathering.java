package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is found in a definition while it is looked through. */
final class Gathering {

    private final List<Subject> subjects;
    private final Definition definition;
    private final Assumptions assumptions;
    private final Home home;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> elsewhere = new LinkedHashSet<>();
    private final Map<Need, List<String>> reasons = new LinkedHashMap<>();
    private final Filling filling;

    /** Of a definition in all its variants. */
    Gathering(Definition definition, Assumptions assumptions) {
        this.subjects = definition.wholeVariants().stream()
                .map(variant -> new Subject(variant, false))
                .toList();
        this.definition = definition;
        this.assumptions = assumptions;
        this.home = Home.of(subjects, assumptions);
        home.notes().forEach(this::note);
        this.filling = new Filling(definition, home, this::note);
    }

    Definition definition() {
        return definition;
    }

    List<Subject> subjects() {
        return subjects;
    }

    Assumptions assumptions() {
        return assumptions;
    }

    Home home() {
        return home;
    }

    String filled(Spot spot, String blank) {
        return filling.of(spot, blank);
    }

    void note(String text) {
        notes.add(Blank.plain(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }

    /** An image of a registry that this account's roles say nothing of. */
    void elsewhere(String image) {
        elsewhere.add(image);
    }

    List<String> elsewhere() {
        return List.copyOf(elsewhere);
    }

    void need(Permission permission, String resource, String reason) {
        need(permission, resource, List.of(), reason);
    }

    void need(Permission permission, String resource, List<Condition> conditions, String reason) {
        need(new Need(permission, resource, resource, conditions, List.of()), reason);
    }

    /** Of a resource, of which requests name a part. */
    void need(Permission permission, String resource, String request, String reason) {
        need(new Need(permission, resource, request, List.of(), List.of()), reason);
    }

    private void need(Need need, String reason) {
        List<String> known = reasons.computeIfAbsent(need, _ -> new ArrayList<>());
        String line = Blank.plain(reason).replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (!known.contains(line)) {
            known.add(line);
        }
    }

    boolean needs(Permission permission) {
        return reasons.keySet().stream().anyMatch(need -> need.permission().equals(permission));
    }

    /** In the order of permissions, and of resources within each. */
    List<Need> needs() {
        return reasons.entrySet().stream()
                .map(entry -> new Need(
                        entry.getKey().permission(),
                        entry.getKey().resource(),
                        entry.getKey().request(),
                        entry.getKey().conditions(),
                        entry.getValue()))
                .sorted(Comparator.comparingInt((Need need) -> Permission.ALL.indexOf(need.permission()))
                        .thenComparing(need -> Blank.plain(need.resource())))
                .toList();
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
