create table "login_try" (
  "key" text collate "C" primary key,
  "tries" bigint not null,
  "until_at" bigint not null
);
