-- A reader's own judgement of a finding. Nothing is overwritten: of those with the same key the latest counts.
CREATE TABLE judgements (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,  -- UTC, ISO 8601
  key TEXT NOT NULL,  -- digest of protection, rule, effect and both quotes; numbers and typography aside
  old_document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,  -- the pair it was made on
  new_document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'withdrawn')),
  reason TEXT,  -- NULL if withdrawn, or if it used words of a forgotten document
  reader TEXT,  -- who judged; NULL if that was not said
  finding TEXT NOT NULL,  -- id that the finding had: f1, f2, ...
  protection TEXT NOT NULL,
  effect TEXT NOT NULL,  -- the rule's own verdict
  rule TEXT NOT NULL,
  old_quote TEXT,
  new_quote TEXT
);
CREATE INDEX judgements_by_key ON judgements(key);
CREATE INDEX judgements_by_old ON judgements(old_document_id);
CREATE INDEX judgements_by_new ON judgements(new_document_id);

-- Every judgement with the names of its documents, the latest first; withdrawn and replaced ones are there too.
CREATE VIEW judgements_view AS
SELECT j.id AS judgement_id, j.at, o.name AS old_document, n.name AS new_document, j.finding, j.protection,
       j.effect, j.verdict, j.reason, j.reader, j.rule, j.old_quote, j.new_quote
FROM judgements j
JOIN documents o ON o.id = j.old_document_id
JOIN documents n ON n.id = j.new_document_id
ORDER BY j.id DESC;
