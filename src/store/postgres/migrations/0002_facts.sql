create table "fact" (
  "name" text collate "C" primary key not null,
  "value" text collate "C" not null
);
