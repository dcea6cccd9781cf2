-- From the schema of release 0.1 to 0000_start: names, and the kind of an outbox row. Runs in one transaction.

-- Left behind when a backup of 0.1 is restored over a newer database: pg_restore drops only what the backup holds.
drop table if exists expired_mention, expired_bucket, expired_category, installation_setting, login_attempt,
  response_draft, policy_snapshot, policy_candidate, source_outage;

alter table aged_mention rename to expired_mention;
alter index aged_mention_pkey rename to expired_mention_pkey;
alter table aged_bucket rename to expired_bucket;
alter index aged_bucket_pkey rename to expired_bucket_pkey;
alter table aged_category rename to expired_category;
alter index aged_category_pkey rename to expired_category_pkey;

alter table fact rename to installation_setting;
alter index fact_pkey rename to installation_setting_pkey;

alter table login_try rename to login_attempt;
alter index login_try_pkey rename to login_attempt_pkey;
alter table login_attempt rename column tries to attempts;

alter table answer rename to response_draft;
alter index answer_pkey rename to response_draft_pkey;
alter index answer_brand rename to response_draft_brand;
alter sequence answer_id_seq rename to response_draft_id_seq;

alter table policy_record rename to policy_snapshot;
alter index policy_record_pkey rename to policy_snapshot_pkey;
alter index policy_record_ref rename to policy_snapshot_ref;
alter index policy_record_document rename to policy_snapshot_document;
alter sequence policy_record_id_seq rename to policy_snapshot_id_seq;

alter table policy_proposal rename to policy_candidate;
alter index policy_proposal_pkey rename to policy_candidate_pkey;
alter index policy_proposal_slug_key rename to policy_candidate_slug_key;
alter sequence policy_proposal_id_seq rename to policy_candidate_id_seq;
update policy_candidate set state = 'candidate' where state = 'proposed';

alter table source_notice rename to source_outage;
alter index source_notice_pkey rename to source_outage_pkey;
alter index source_notice_open rename to source_outage_open;
alter sequence source_notice_id_seq rename to source_outage_id_seq;
alter table source_outage rename column back_at to recovered_at;

alter table incident rename column look_again_at to decide_again_at;
alter index incident_look_again rename to incident_decide_again;

update alert set reason = 'already-notified' where reason = 'already-told';
update alert set reason = 'never-notified' where reason = 'never-told';

alter table mention rename column fold_exact to fingerprint_exact;
alter table mention rename column fold_sketch to fingerprint_sketch;
alter table mention rename column dupe_of to duplicate_of;
alter index mention_fold_words rename to mention_fingerprint_words;
alter index mention_fold_sketch rename to mention_fingerprint_sketch;
alter index mention_dupe rename to mention_duplicate;
alter index mention_kept rename to mention_collected;

-- Release 0.1 stored source outages as negative incident ids.
alter table outbox add column kind text collate "C", add column outage_id bigint,
  alter column incident_id drop not null;
update outbox set
  kind = case when incident_id < 0 then 'source-outage' else 'incident' end,
  outage_id = case when incident_id < 0 then -incident_id end,
  incident_id = case when incident_id >= 0 then incident_id end,
  stage = case stage when 'source-silent' then 'source-outage' when 'source-back' then 'source-recovered' else stage end;
alter table outbox alter column kind set not null;
