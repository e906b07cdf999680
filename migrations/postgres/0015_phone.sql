-- 联系电话, for the house only.

ALTER TABLE account ADD COLUMN phone TEXT COLLATE "C" NOT NULL DEFAULT '';
