package dev.datamig.extractor.territory;

import dev.datamig.extractor.postgres.KeyEnd;

/** A reference between tables of databases whose keys are compared outside of them. */
record KeyWay(Place.Postgres childPlace, KeyEnd child, Place.Postgres parentPlace, KeyEnd parent) {}
