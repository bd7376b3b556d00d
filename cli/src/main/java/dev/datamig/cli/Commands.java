package dev.datamig.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;

/** Makes commands, giving each the surroundings that its constructor asks for. */
record Commands(Surroundings surroundings) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0].equals(Surroundings.class)) {
                try {
                    return type.cast(constructor.newInstance(surroundings));
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException(type.getName() + " could not be made", e.getCause());
                }
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
