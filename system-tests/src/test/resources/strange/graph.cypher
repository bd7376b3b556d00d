CREATE CONSTRAINT FOR (p:`Per son`) REQUIRE p.uid IS UNIQUE
;
CREATE (:`Per son`:Zusatz {uid: '11111111-1111-1111-1111-111111111111', Wem: 'A', `we"r`: 'Änne', liste: ['a', ''], tag: date('2024-02-29'), zeit: datetime('2024-01-01T00:00:00.123456789+02:00'), ort: point({longitude: 8.5, latitude: 49.5}), zahl: -0.0, dauer: duration('P1Y2M3DT4.5S')}),
 (:`Per son` {uid: '22222222-2222-2222-2222-222222222222', Wem: 'AB'}), (:`Per son` {uid: '33333333-3333-3333-3333-333333333333', Wem: 'B'}),
 (:`Per son` {uid: '44444444-4444-4444-4444-444444444444', Wem: '-'}),
 (:Hund {nr: 1, Wem: 'A'}), (:Hund {nr: 2, Wem: 'AB'}), (:Hund {nr: 3, Wem: 'B'}), (:Hund {nr: 4, Wem: '-'}),
 (:Verein {name: 'Rot', Wem: 'A'}), (:Verein {name: 'Blau', Wem: 'AB'}), (:Verein {name: 'Leer', Wem: '-'}), (:Verein {name: 'Dach', Wem: 'AB'})
;
MATCH (p:`Per son`), (h:Hund) WHERE toInteger(left(p.uid, 1)) = h.nr CREATE (p)-[:HAT {seit: 2000 + h.nr}]->(h)
;
MATCH (a:`Per son`), (v:Verein) WHERE (left(a.uid, 1) = '1' AND v.name = 'Rot') OR (left(a.uid, 1) IN ['2', '3'] AND v.name = 'Blau') OR (left(a.uid, 1) = '4' AND v.name = 'Leer') CREATE (a)-[:`MIT glied`]->(v)
;
MATCH (v:Verein), (d:Verein {name: 'Dach'}) WHERE v.name IN ['Rot', 'Blau'] CREATE (v)-[:UNTER]->(d)
;
MATCH (a:`Per son`), (b:`Per son`) WHERE left(a.uid, 1) = '1' AND left(b.uid, 1) IN ['1', '2'] CREATE (a)-[:KENNT {nr: 1}]->(b), (a)-[:KENNT {nr: 2}]->(b)
