package dev.sidelight.taskdef.model;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/** The fields of RegisterTaskDefinition as the AWS SDK knows them, in the lines of our table. */
final class SdkModel {

    private final Map<String, String> types = new TreeMap<>();

    static String lines() {
        SdkModel model = new SdkModel();
        model.type("TaskDefinition", RegisterTaskDefinitionRequest.builder().build());
        return model.types.values().stream().collect(Collectors.joining("\n"));
    }

    private void type(String name, SdkPojo pojo) {
        if (types.containsKey(name)) {
            return;
        }
        types.put(name, "");
        types.put(
                name,
                pojo.sdkFields().stream()
                        .sorted(Comparator.comparing(SdkField::memberName))
                        .map(field -> name + " " + decapitalised(field.memberName()) + " " + type(field, pojo) + "\n")
                        .collect(Collectors.joining()));
    }

    private String type(SdkField<?> field, SdkPojo owner) {
        String values = values(field, owner);
        return switch (field.marshallingType().getTargetClass().getSimpleName()) {
            case "List" -> {
                SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
                yield "list " + (values.isEmpty() ? type(item, owner) : "string" + values);
            }
            case "Map" -> {
                SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
                yield "map " + type(item, owner);
            }
            case "SdkPojo" -> {
                SdkPojo below = field.constructor().get();
                String type = simpleName(below);
                type(type, built(below));
                yield type;
            }
            case String simple -> simple.toLowerCase(Locale.ROOT) + values;
        };
    }

    private static SdkPojo built(Object builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static String simpleName(SdkPojo builder) {
        String name = builder.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
    }

    /** The values of an enumeration, which only the typed getter tells. */
    private static String values(SdkField<?> field, SdkPojo owner) {
        if (field.memberName() == null) {
            return "";
        }
        return Stream.of(owner.getClass().getMethods())
                .filter(method ->
                        method.getName().equals(decapitalised(field.memberName())) && method.getParameterCount() == 0)
                .map(Method::getGenericReturnType)
                .map(type -> type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type)
                .filter(type -> type instanceof Class<?> candidate && candidate.isEnum())
                .findFirst()
                .map(SdkModel::constants)
                .orElse("");
    }

    private static String constants(Type type) {
        return Arrays.stream(((Class<?>) type).getEnumConstants())
                .map(String::valueOf)
                .filter(value -> !value.equals("null"))
                .sorted()
                .collect(Collectors.joining("|", " ", ""));
    }

    private static String decapitalised(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
