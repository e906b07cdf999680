-- How a publication looked when it was frozen (numbers and titles of forms, lines over the page), as
-- JSON; empty where it was as its scheme prints it, as for all published before.
ALTER TABLE publication ADD COLUMN face_json TEXT NOT NULL DEFAULT '';
