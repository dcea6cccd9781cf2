DROP INDEX `mention_scorer`;
--> statement-breakpoint
DROP INDEX `mention_author`;
--> statement-breakpoint
DROP INDEX `mention_fold_exact`;
--> statement-breakpoint
DROP INDEX `mention_fold_sketch`;
--> statement-breakpoint
ALTER TABLE `mention` ADD `fold_exact_bits` integer;
--> statement-breakpoint
ALTER TABLE `mention` ADD `fold_sketch_bits` integer;
--> statement-breakpoint
UPDATE `mention` SET
	`fold_exact_bits` = (instr('0123456789abcdef', substr(`fold_exact`, 4, 1)) - 1) * 281474976710656 + (instr('0123456789abcdef', substr(`fold_exact`, 5, 1)) - 1) * 17592186044416 + (instr('0123456789abcdef', substr(`fold_exact`, 6, 1)) - 1) * 1099511627776 + (instr('0123456789abcdef', substr(`fold_exact`, 7, 1)) - 1) * 68719476736 + (instr('0123456789abcdef', substr(`fold_exact`, 8, 1)) - 1) * 4294967296 + (instr('0123456789abcdef', substr(`fold_exact`, 9, 1)) - 1) * 268435456 + (instr('0123456789abcdef', substr(`fold_exact`, 10, 1)) - 1) * 16777216 + (instr('0123456789abcdef', substr(`fold_exact`, 11, 1)) - 1) * 1048576 + (instr('0123456789abcdef', substr(`fold_exact`, 12, 1)) - 1) * 65536 + (instr('0123456789abcdef', substr(`fold_exact`, 13, 1)) - 1) * 4096 + (instr('0123456789abcdef', substr(`fold_exact`, 14, 1)) - 1) * 256 + (instr('0123456789abcdef', substr(`fold_exact`, 15, 1)) - 1) * 16 + (instr('0123456789abcdef', substr(`fold_exact`, 16, 1)) - 1),
	`fold_sketch_bits` = (instr('0123456789abcdef', substr(`fold_sketch`, 1, 1)) - 1) * 268435456 + (instr('0123456789abcdef', substr(`fold_sketch`, 2, 1)) - 1) * 16777216 + (instr('0123456789abcdef', substr(`fold_sketch`, 3, 1)) - 1) * 1048576 + (instr('0123456789abcdef', substr(`fold_sketch`, 4, 1)) - 1) * 65536 + (instr('0123456789abcdef', substr(`fold_sketch`, 5, 1)) - 1) * 4096 + (instr('0123456789abcdef', substr(`fold_sketch`, 6, 1)) - 1) * 256 + (instr('0123456789abcdef', substr(`fold_sketch`, 7, 1)) - 1) * 16 + (instr('0123456789abcdef', substr(`fold_sketch`, 8, 1)) - 1)
WHERE `fold_exact` IS NOT NULL;
--> statement-breakpoint
ALTER TABLE `mention` DROP COLUMN `fold_exact`;
--> statement-breakpoint
ALTER TABLE `mention` DROP COLUMN `fold_sketch`;
--> statement-breakpoint
ALTER TABLE `mention` RENAME COLUMN `fold_exact_bits` TO `fold_exact`;
--> statement-breakpoint
ALTER TABLE `mention` RENAME COLUMN `fold_sketch_bits` TO `fold_sketch`;
--> statement-breakpoint
CREATE INDEX `mention_scorer` ON `mention` (`scorer_version_id`,`id`) WHERE scorer_version_id is not null;
--> statement-breakpoint
CREATE INDEX `mention_author` ON `mention` ((id / 32768),`author_pseudonym`) WHERE author_pseudonym is not null;
--> statement-breakpoint
CREATE INDEX `mention_fold_exact` ON `mention` ((published_at / 1209600000),`fold_exact`) WHERE fold_exact is not null and dupe_of is null;
--> statement-breakpoint
CREATE INDEX `mention_fold_sketch` ON `mention` ((published_at / 1209600000),`fold_sketch`) WHERE fold_sketch is not null and dupe_of is null;
--> statement-breakpoint
ALTER TABLE `brand` ADD `since_version` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `brand` ADD `since_from` integer DEFAULT 0 NOT NULL;
