package dev.datamig.staging.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Parquet's column readers want to know where values go; these are asked for them instead. */
final class NoAssembly extends GroupConverter {

    private static final PrimitiveConverter NOWHERE = new PrimitiveConverter() {};

    @Override
    public Converter getConverter(int fieldIndex) {
        return NOWHERE;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
