alter table "incident" add column "named" text collate "C";
