-- Junction objects in blueprints: whatever was renamed, a workspace that is exported and applied to a new one gives the same
-- text again, and the same junction objects.
select plan(12);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
create function pg_temp.object(p_name text) returns uuid language sql as $$
  select id from core."objectMetadata" where "nameSingular" = p_name and "workspaceId" = core.current_workspace_id() $$;
insert into core."objectMetadata" ("nameSingular", "namePlural") values ('project', 'projects'), ('employee', 'employees');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select pg_temp.object(f.object), f.name, 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.object(f.target)) || f.settings
from (values
  ('project', 'members', 'employee', '{"relationTargetFieldName": "memberOf"}'::jsonb),
  ('project', 'sponsors', 'employee', '{"relationTargetFieldName": "sponsorOf", "junctionObjectName": "sponsorship"}'),
  ('project', 'blocks', 'project', '{"relationTargetFieldName": "blockedBy"}'),
  ('employee', 'mentors', 'employee', '{"relationTargetFieldName": "mentees", "junctionObjectName": "mentoring"}')) f (object, name, target, settings);
-- In a junction: fields of its own, one of them to an object that it joins.
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  (pg_temp.object('projectEmployee'), 'approvedBy', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.object('employee'),
   'relationTargetFieldName', 'approvals')),
  (pg_temp.object('projectEmployee'), 'hours', 'NUMBER', null);

-- A side renamed, its plural too; a junction renamed; a side of a junction, whose old name another field has now.
update core."objectMetadata" set "nameSingular" = 'venture', "namePlural" = 'ventures' where id = pg_temp.object('project');
update core."objectMetadata" set "nameSingular" = 'patronage', "namePlural" = 'patronage2s' where id = pg_temp.object('sponsorship');
update core."fieldMetadata" set name = 'who' where name = 'employee' and "objectMetadataId" = pg_temp.object('projectEmployee');
insert into core."fieldMetadata" ("objectMetadataId", name, type) values (pg_temp.object('projectEmployee'), 'employee', 'TEXT');
update core."fieldMetadata" set name = 'pupil' where name = 'employee' and "objectMetadataId" = pg_temp.object('mentoring');
update core."fieldMetadata" set name = 'mentor' where name = 'otherEmployee' and "objectMetadataId" = pg_temp.object('mentoring');
insert into core."indexMetadata" ("objectMetadataId", fields) values (pg_temp.object('projectEmployee'), '{whoId,hours}');

create temp table export on commit drop as select core.export_blueprint(core.current_workspace_id()) as blueprint;
create function pg_temp.told(p_object text, p_field text) returns jsonb language sql as $$
  select f -> 'settings' from export, jsonb_array_elements(blueprint -> 'objects') o, jsonb_array_elements(o -> 'fields') f
  where o ->> 'nameSingular' = p_object and f ->> 'name' = p_field
$$;
select is(pg_temp.told('venture', 'members') ->> 'junctionObjectName', 'projectEmployee', 'a name that does not follow from those of the sides is told');
select is(pg_temp.told('venture', 'sponsors') ->> 'junctionObjectName', 'patronage', 'as is the name that it has now');
select is(pg_temp.told('venture', 'blocks') ->> 'junctionObjectName', 'projectProject', 'of an object with itself');
-- Which field of which junction object holds which list.
create function pg_temp.holds() returns setof text language sql security definer as $$
  select format('%s.%s -> %s.%s', jo."nameSingular", jf.name, lo."nameSingular", lf.name)
  from compiler.junction j
  join core."fieldMetadata" jf on jf.id = j.field_id join core."objectMetadata" jo on jo.id = jf."objectMetadataId"
  join core."fieldMetadata" lf on lf.id = j.list_field_id join core."objectMetadata" lo on lo.id = lf."objectMetadataId"
  where j.workspace_id = core.current_workspace_id() order by 1
$$;
alter function pg_temp.holds owner to compiler;
create temp table held on commit drop as select pg_temp.holds() as side;
select is(count(*), 8::bigint, 'four relations, each held by two fields') from held;

set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select ok(core.apply_blueprint(core.current_workspace_id(), blueprint) > 0, 'applied to a new workspace') from export;
select is(core.export_blueprint(core.current_workspace_id())::text, blueprint::text, 'it gives the same text') from export;
select set_eq('select pg_temp.holds()', 'select side from held', 'and the same fields hold the same lists');
select is(core.apply_blueprint(core.current_workspace_id(), blueprint), 0, 'nothing is left to do') from export;

-- What holds a relation stays with it.
create function pg_temp.without(p_object text, p_field text) returns jsonb language sql as $$
  select blueprint || jsonb_build_object('objects', (
    select jsonb_agg(case o ->> 'nameSingular' when p_object then o || jsonb_build_object('fields', (
      select coalesce(jsonb_agg(f order by place), '[]') from jsonb_array_elements(o -> 'fields') with ordinality f (f, place) where f ->> 'name' <> p_field)) else o end order by place)
    from jsonb_array_elements(blueprint -> 'objects') with ordinality o (o, place)))
  from export
$$;
select is(core.apply_blueprint(core.current_workspace_id(), pg_temp.without('projectEmployee', 'who')), 0, 'a field that holds a relation need not be listed');
select ok(core.apply_blueprint(core.current_workspace_id(), pg_temp.without('venture', 'members')) > 0, 'a relation that is not listed goes');
select is((select count(*) from pg_temp.holds() h (side) where side like 'projectEmployee%'), 0::bigint, 'its junction is an object like any other then');
select is((select count(*) from core.drift(core.current_workspace_id())), 0::bigint, 'nothing drifts');
