-- What judging found in a document's texts, so that they need not be read again. It holds digests and offsets, no texts, and nothing is lost with it but time.
CREATE TABLE readings (
  catalogue TEXT NOT NULL,  -- digest of the catalogue's files and of the code that reads; others are dropped
  sha256 TEXT NOT NULL,  -- digest of the document's bytes, as in documents
  packed BLOB NOT NULL,  -- JSON, compressed by zlib: digest of a text to [phrase, start, end] of all that stands in it
  PRIMARY KEY (catalogue, sha256)
);
