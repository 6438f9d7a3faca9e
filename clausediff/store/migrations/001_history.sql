-- A name under which several versions belong together.
CREATE TABLE agreements (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE  -- as given with --agreement or in agreement@version
);

-- A version of an agreement.
CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  agreement_id INTEGER NOT NULL REFERENCES agreements(id) ON DELETE CASCADE,
  label TEXT NOT NULL,  -- what stands after the @ in agreement@version
  date TEXT,  -- ISO 8601; NULL if unknown
  UNIQUE (agreement_id, label)
);

-- A document as it was read: one row for each reading of a file's bytes.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,  -- digest of the file's bytes, hexadecimal
  reading TEXT NOT NULL,  -- digest of what was read: another release may read the same bytes otherwise
  name TEXT NOT NULL,  -- file name without folders
  media_type TEXT NOT NULL,  -- IANA media type
  language TEXT NOT NULL,  -- ISO 639-1, und if it cannot be told
  title TEXT,
  stated_version TEXT,  -- what the document says about itself
  stated_date TEXT,
  stated_title TEXT,
  UNIQUE (sha256, reading)
);

-- Which documents are which version.
CREATE TABLE version_documents (
  version_id INTEGER NOT NULL REFERENCES versions(id) ON DELETE CASCADE,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  PRIMARY KEY (version_id, document_id)
);
CREATE INDEX version_documents_by_document ON version_documents(document_id);

-- A numbered clause of a document, without the words of the clauses under it.
CREATE TABLE clauses (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- place in document order, from 0
  clause TEXT NOT NULL,  -- id within its document: c1, c2, ...
  parent TEXT,  -- id of the clause above it; NULL at the top
  kind TEXT NOT NULL,  -- operative, heading, definition, item, annex, ...
  level INTEGER NOT NULL,  -- depth in the tree, 1 at the top
  label TEXT,  -- number as printed
  path TEXT NOT NULL,  -- printed address from the top: Artikel 5 > 5.2
  heading TEXT,
  text TEXT NOT NULL,
  page INTEGER,  -- 1-based; NULL where the format has none
  UNIQUE (document_id, clause)
);

-- Full-text index of the clauses.
CREATE VIRTUAL TABLE clause_search USING fts5 (
  path, heading, text,
  content = 'clauses', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER clauses_indexed AFTER INSERT ON clauses BEGIN
  INSERT INTO clause_search (rowid, path, heading, text)
  VALUES (new.id, new.path, new.heading, new.text);
END;
CREATE TRIGGER clauses_unindexed AFTER DELETE ON clauses BEGIN
  INSERT INTO clause_search (clause_search, rowid, path, heading, text)
  VALUES ('delete', old.id, old.path, old.heading, old.text);
END;

-- A term that a document defines.
CREATE TABLE definitions (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- place in document order, from 0
  term TEXT NOT NULL,
  clause TEXT NOT NULL,  -- id of the clause that defines it
  scope TEXT  -- id of the annex that the term is limited to
);
CREATE INDEX definitions_by_document ON definitions(document_id);

-- A cross-reference in a document.
CREATE TABLE cross_references (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- place in document order, from 0
  clause TEXT NOT NULL,  -- id of the clause that holds the reference
  text TEXT NOT NULL,  -- the reference's own words
  target TEXT,  -- id of the clause it points to
  external INTEGER NOT NULL,  -- 1 if it points outside the document
  start INTEGER NOT NULL  -- offset of the words in the clause's text
);
CREATE INDEX cross_references_by_document ON cross_references(document_id);

-- An editor's comment in a document.
CREATE TABLE comments (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- place in document order, from 0
  clause TEXT NOT NULL,  -- id of the clause it hangs on
  text TEXT NOT NULL
);
CREATE INDEX comments_by_document ON comments(document_id);

-- A version of the catalogue of protections.
CREATE TABLE catalogues (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE  -- of its protections' names, articles and floors
);

-- A protection of a catalogue.
CREATE TABLE protections (
  id INTEGER PRIMARY KEY,
  catalogue_id INTEGER NOT NULL REFERENCES catalogues(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- place in the catalogue, from 0
  protection TEXT NOT NULL,  -- id: breach-notification, audit, ...
  name_nl TEXT NOT NULL,
  name_en TEXT NOT NULL,
  article TEXT NOT NULL,  -- article of the AVG
  floor_nl TEXT NOT NULL,  -- what the AVG itself asks
  floor_en TEXT NOT NULL,
  UNIQUE (catalogue_id, protection)
);

-- A comparison of two documents.
CREATE TABLE comparisons (
  id INTEGER PRIMARY KEY,
  old_document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  new_document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  catalogue_id INTEGER REFERENCES catalogues(id),  -- NULL if nothing was judged
  catalogue_version TEXT NOT NULL,  -- empty if nothing was judged
  program_version TEXT NOT NULL,  -- release of clausediff
  outcome TEXT NOT NULL,  -- digest of the result
  UNIQUE (old_document_id, new_document_id, catalogue_version, program_version)
);
CREATE INDEX comparisons_by_new ON comparisons(new_document_id);

-- What became of one or more clauses; every clause of each side stands in exactly one change.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  comparison_id INTEGER NOT NULL REFERENCES comparisons(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- reading order, from 0
  change TEXT NOT NULL,  -- id within its comparison: d1, d2, ...
  status TEXT NOT NULL,  -- unchanged, reworded, split, merged, regrouped, added, removed
  renumbered INTEGER NOT NULL,
  relocated INTEGER NOT NULL,
  retitled INTEGER NOT NULL,
  cosmetic INTEGER NOT NULL,
  confidence REAL NOT NULL,  -- 0 to 1
  method TEXT NOT NULL,  -- the pass that made the match
  moved_with TEXT,  -- id of the change of the section that took this one along
  segments TEXT NOT NULL,  -- word diff: JSON list of [op, text], op = equal, delete or insert
  UNIQUE (comparison_id, change)
);

-- The clauses of a change, on both sides.
CREATE TABLE change_clauses (
  change_id INTEGER NOT NULL REFERENCES changes(id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('old', 'new')),
  position INTEGER NOT NULL,  -- document order, from 0
  clause_id INTEGER NOT NULL REFERENCES clauses(id) ON DELETE CASCADE,
  PRIMARY KEY (change_id, side, position)
);
CREATE INDEX change_clauses_by_clause ON change_clauses(clause_id);

-- What became of a cross-reference of the new side.
CREATE TABLE reference_changes (
  id INTEGER PRIMARY KEY,
  comparison_id INTEGER NOT NULL REFERENCES comparisons(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- reading order, from 0
  clause TEXT NOT NULL,  -- id of the new side's clause
  text TEXT NOT NULL,
  status TEXT NOT NULL,  -- ok, follows, stale, dangling, external
  target TEXT,  -- id of the new side's clause it points to
  target_old TEXT  -- id of the old side's clause it pointed to
);
CREATE INDEX reference_changes_by_comparison ON reference_changes(comparison_id);

-- What became of a defined term.
CREATE TABLE definition_changes (
  id INTEGER PRIMARY KEY,
  comparison_id INTEGER NOT NULL REFERENCES comparisons(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- reading order, from 0
  term TEXT NOT NULL,
  status TEXT NOT NULL,  -- unchanged, reworded, added, removed, renamed
  old_clause TEXT,  -- id of the old side's clause that defines it
  new_clause TEXT,  -- id of the new side's clause that defines it
  old_term TEXT,  -- if it was renamed
  affects TEXT NOT NULL  -- JSON list of the new side's clauses that use it
);
CREATE INDEX definition_changes_by_comparison ON definition_changes(comparison_id);

-- A change of one protection in one aspect.
CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  comparison_id INTEGER NOT NULL REFERENCES comparisons(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- reading order, from 0
  finding TEXT NOT NULL,  -- id within its comparison: f1, f2, ...
  protection TEXT NOT NULL,
  effect TEXT NOT NULL,  -- strengthened, weakened, introduced, withdrawn, neutral, undetermined
  aspect TEXT NOT NULL,
  old_clause TEXT,  -- id of the old side's clause
  old_quote TEXT,  -- verbatim
  old_value TEXT,  -- normalised, such as PT24H
  new_clause TEXT,
  new_quote TEXT,
  new_value TEXT,
  avg_old TEXT NOT NULL,  -- level against the AVG: absent, below, meets, beyond
  avg_new TEXT NOT NULL,
  rule TEXT NOT NULL,  -- the rule that decided
  reason TEXT NOT NULL,
  change TEXT,  -- id of the change in the same comparison
  reach TEXT NOT NULL,  -- JSON list of the clauses that a changed definition reaches
  UNIQUE (comparison_id, finding)
);

-- Where a protection stands in one side of a comparison.
CREATE TABLE standings (
  id INTEGER PRIMARY KEY,
  comparison_id INTEGER NOT NULL REFERENCES comparisons(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- order of the catalogue, from 0
  side TEXT NOT NULL CHECK (side IN ('old', 'new')),
  protection TEXT NOT NULL,
  level TEXT NOT NULL,  -- absent, below, meets, beyond
  rung TEXT NOT NULL,  -- step of the protection's ladder, in words
  article TEXT NOT NULL,  -- article of the AVG that sets the floor
  clauses TEXT NOT NULL,  -- JSON list of the clauses that provide it
  evidence TEXT NOT NULL,  -- JSON list of [clause, quote, value]
  missing TEXT NOT NULL,  -- JSON list of what the law asks and the text lacks
  UNIQUE (comparison_id, side, protection)
);

-- Something the reader should know about a document or about a comparison.
CREATE TABLE warnings (
  id INTEGER PRIMARY KEY,
  document_id INTEGER REFERENCES documents(id) ON DELETE CASCADE,
  comparison_id INTEGER REFERENCES comparisons(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  slug TEXT NOT NULL,
  message TEXT NOT NULL,
  place TEXT NOT NULL,
  CHECK ((document_id IS NULL) <> (comparison_id IS NULL))
);
CREATE INDEX warnings_by_document ON warnings(document_id);
CREATE INDEX warnings_by_comparison ON warnings(comparison_id);

-- Words that do not stand in the clause tree, or that were not compared.
CREATE TABLE omissions (
  id INTEGER PRIMARY KEY,
  document_id INTEGER REFERENCES documents(id) ON DELETE CASCADE,
  comparison_id INTEGER REFERENCES comparisons(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  what TEXT NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL,
  CHECK ((document_id IS NULL) <> (comparison_id IS NULL))
);
CREATE INDEX omissions_by_document ON omissions(document_id);
CREATE INDEX omissions_by_comparison ON omissions(comparison_id);

-- What was run, and when. Beside it only a reader's judgement has a time; a comparison has none.
CREATE TABLE log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,  -- UTC, ISO 8601
  command TEXT NOT NULL,  -- compare, query, search, history, forget, ...
  comparison_id INTEGER REFERENCES comparisons(id) ON DELETE CASCADE,
  text TEXT  -- the query's words; NULL for a comparison, or if what it quoted was forgotten
);
CREATE INDEX log_by_comparison ON log(comparison_id);

-- Work that an interrupted command left for the next one.
CREATE TABLE upkeep (
  task TEXT PRIMARY KEY
);

-- Documents with the version they are known as; a document without one has its file name.
CREATE VIEW documents_view AS
SELECT d.id AS document_id, d.name, d.sha256, d.language, d.title, a.name AS agreement, v.label AS version,
       v.date AS date, coalesce(a.name || '@' || v.label, d.name) AS document
FROM documents d
LEFT JOIN version_documents vd ON vd.document_id = d.id
LEFT JOIN versions v ON v.id = vd.version_id
LEFT JOIN agreements a ON a.id = v.agreement_id;

-- The comparison that counts for each pair of files: judged before unjudged, then the latest.
CREATE VIEW current_comparisons AS
SELECT id AS comparison_id, old_document_id, new_document_id, catalogue_version, program_version
FROM (
  SELECT c.*, row_number() OVER (
    PARTITION BY o.sha256, n.sha256 ORDER BY c.catalogue_id IS NULL, c.id DESC
  ) AS place
  FROM comparisons c
  JOIN documents o ON o.id = c.old_document_id
  JOIN documents n ON n.id = c.new_document_id
)
WHERE place = 1;

-- Every comparison with its documents' names and when it ran first and last.
CREATE VIEW comparisons_view AS
SELECT c.id AS comparison_id, o.name AS old, n.name AS new, c.catalogue_version, c.program_version,
       min(l.at) AS first_run, max(l.at) AS last_run, count(l.id) AS runs
FROM comparisons c
JOIN documents o ON o.id = c.old_document_id
JOIN documents n ON n.id = c.new_document_id
LEFT JOIN log l ON l.comparison_id = c.id
GROUP BY c.id;

-- Every changed clause with its old and new address and words.
CREATE VIEW changes_view AS
SELECT c.comparison_id, o.name AS old_document, n.name AS new_document, g.change, g.status,
       g.renumbered, g.relocated, g.retitled, g.cosmetic, g.confidence, g.method,
       (SELECT group_concat(path, '; ') FROM (
          SELECT k.path FROM change_clauses x JOIN clauses k ON k.id = x.clause_id
          WHERE x.change_id = g.id AND x.side = 'old' ORDER BY x.position)) AS old_path,
       (SELECT group_concat(path, '; ') FROM (
          SELECT k.path FROM change_clauses x JOIN clauses k ON k.id = x.clause_id
          WHERE x.change_id = g.id AND x.side = 'new' ORDER BY x.position)) AS new_path,
       (SELECT group_concat(text, char(10)) FROM (
          SELECT k.text FROM change_clauses x JOIN clauses k ON k.id = x.clause_id
          WHERE x.change_id = g.id AND x.side = 'old' ORDER BY x.position)) AS old_text,
       (SELECT group_concat(text, char(10)) FROM (
          SELECT k.text FROM change_clauses x JOIN clauses k ON k.id = x.clause_id
          WHERE x.change_id = g.id AND x.side = 'new' ORDER BY x.position)) AS new_text
FROM current_comparisons c
JOIN documents o ON o.id = c.old_document_id
JOIN documents n ON n.id = c.new_document_id
JOIN changes g ON g.comparison_id = c.comparison_id;

-- Every finding with the addresses of its clauses and the names of its documents.
CREATE VIEW findings_view AS
SELECT c.comparison_id, o.name AS old_document, n.name AS new_document, f.finding, f.protection,
       p.name_nl, p.name_en, p.article, f.effect, f.aspect, k.path AS old_path, f.old_quote, f.old_value,
       m.path AS new_path, f.new_quote, f.new_value, f.avg_old, f.avg_new, f.rule, f.reason, f.change
FROM current_comparisons c
JOIN documents o ON o.id = c.old_document_id
JOIN documents n ON n.id = c.new_document_id
JOIN findings f ON f.comparison_id = c.comparison_id
JOIN comparisons r ON r.id = c.comparison_id
LEFT JOIN protections p ON p.catalogue_id = r.catalogue_id AND p.protection = f.protection
LEFT JOIN clauses k ON k.document_id = c.old_document_id AND k.clause = f.old_clause
LEFT JOIN clauses m ON m.document_id = c.new_document_id AND m.clause = f.new_clause;

-- Where every protection stands in the old and the new document of each comparison.
CREATE VIEW protections_view AS
SELECT c.comparison_id, o.name AS old_document, n.name AS new_document, a.protection,
       a.level AS old_level, b.level AS new_level, a.rung AS old_rung, b.rung AS new_rung
FROM current_comparisons c
JOIN documents o ON o.id = c.old_document_id
JOIN documents n ON n.id = c.new_document_id
JOIN standings a ON a.comparison_id = c.comparison_id AND a.side = 'old'
JOIN standings b ON b.comparison_id = c.comparison_id AND b.side = 'new' AND b.protection = a.protection;

-- Each clause and what it became: one row for each old and new clause of a change.
CREATE VIEW clause_history AS
SELECT c.comparison_id, o.name AS old_document, n.name AS new_document, g.status,
       k.path AS old_path, k.text AS old_text, m.path AS new_path, m.text AS new_text
FROM current_comparisons c
JOIN documents o ON o.id = c.old_document_id
JOIN documents n ON n.id = c.new_document_id
JOIN changes g ON g.comparison_id = c.comparison_id
LEFT JOIN change_clauses x ON x.change_id = g.id AND x.side = 'old'
LEFT JOIN clauses k ON k.id = x.clause_id
LEFT JOIN change_clauses y ON y.change_id = g.id AND y.side = 'new'
LEFT JOIN clauses m ON m.id = y.clause_id;
