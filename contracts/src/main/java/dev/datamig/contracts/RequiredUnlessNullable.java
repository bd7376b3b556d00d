package dev.datamig.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds messages to what the types say: a component of a record of the contracts that is not {@code @Nullable} must be there, so
 * that a message without it is malformed here and not a failure somewhere else. {@code @JsonProperty} on a component excuses it.
 */
final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String CONTRACTS = RequiredUnlessNullable.class.getPackageName();

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return required(member) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        return required(member) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : super.findSetterInfo(member);
    }

    private static boolean required(Annotated member) {
        return member instanceof AnnotatedParameter parameter
                && parameter.getOwner() instanceof AnnotatedConstructor constructor
                && parameter.getDeclaringClass().isRecord()
                && parameter.getDeclaringClass().getName().startsWith(CONTRACTS + ".")
                && !parameter.hasAnnotation(JsonProperty.class)
                && !mayBeAbsent(parameter.getRawType())
                && !nullable(constructor, parameter.getIndex());
    }

    private static boolean mayBeAbsent(Class<?> type) {
        return type.isPrimitive() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    private static boolean nullable(AnnotatedConstructor constructor, int index) {
        return constructor.getAnnotated().getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class);
    }
}
