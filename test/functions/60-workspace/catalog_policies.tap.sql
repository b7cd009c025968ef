-- catalog_policies(): what acts on the records of a schema's tables.
select plan(4);

create schema probe;
create table probe.t (id int);
create role probe_one;
create role probe_two;
create policy "all" on probe.t to probe_two, probe_one using (true) with check (true);
create policy part on probe.t as restrictive for select using (id > 0);
create policy ins on probe.t for insert with check (id > 0);
create trigger "T" before update on probe.t for each row when (current_user <> 'compiler') execute function core.set_updated_at();
create rule r as on delete to probe.t do instead nothing;
create view probe.v as select 1 as one;

select set_eq(
  $$ select kind, subject, table_name, definition from compiler.catalog_policies('probe') $$,
  $$ values ('POLICY', 't."all"', 't', 'as permissive for all to probe_one, probe_two using (true) with check (true)'),
    ('POLICY', 't.part', 't', 'as restrictive for select to public using ((id > 0))'),
    ('POLICY', 't.ins', 't', 'as permissive for insert to public with check ((id > 0))'),
    ('TRIGGER', 't."T"', 't', 'CREATE TRIGGER "T" BEFORE UPDATE ON probe.t FOR EACH ROW WHEN ((CURRENT_USER <> ''compiler''::name)) '
      'EXECUTE FUNCTION core.set_updated_at()'),
    ('RULE', 't.r', 't', E'CREATE RULE r AS\n    ON DELETE TO probe.t DO INSTEAD NOTHING;') $$,
  'policies, triggers, rules; a view''s own rule is none');
create temp table before on commit drop as select * from compiler.catalog_policies('probe');
do $$ declare v text; begin
  for v in select drop_sql from before loop execute v; execute v; end loop;
end $$;
select is_empty($$ select * from compiler.catalog_policies('probe') $$, 'drop_sql takes all away, and may run twice');
do $$ declare v text; begin
  for v in select create_sql from before loop execute v; end loop;
end $$;
select set_eq($$ select kind, subject, definition from compiler.catalog_policies('probe') $$,
  $$ select kind, subject, definition from before $$, 'create_sql brings all back');
alter table probe.t disable trigger "T";
select matches((select definition from compiler.catalog_policies('probe') where kind = 'TRIGGER'), ' -- disabled$', 'a trigger that is off');
