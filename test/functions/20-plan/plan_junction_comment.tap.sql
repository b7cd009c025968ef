-- The junction object's key to a MANY_TO_MANY field's own object tells of that field.
select plan(8);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'course', 'courses'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'student', 'students');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, type, description, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1',
   'students', 'RELATION', E'Who comes\n@omit',
   '{"relationType": "MANY_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1',
   'name', 'TEXT', null, null);

create function pg_temp.field(p_name text) returns core."fieldMetadata" language sql as $$
  select f from core."fieldMetadata" f
  where f.name = p_name and f."objectMetadataId" in ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000b2')
$$;
-- What the operation for a field says of the list, tag by tag.
create function pg_temp.said(p_field core."fieldMetadata") returns text language sql as $$
  select string_agg(line, E'\n' order by place)
  from unnest(compiler.plan_junction_comment(p_field)) p, string_to_table(p.comment, E'\n') with ordinality l (line, place)
  where line like '@list%'
$$;

select is(
  (select array[p.type, p.action, p.table_name, p.name, p.target_table]
   from unnest(compiler.plan_junction_comment(pg_temp.field('students'))) p),
  array['UPDATE_RELATION', 'COMMENT', 'courseStudent', 'courseId', 'course'], 'the key to the field''s own object');
select is(
  (select array[p.table_name, p.name] from unnest(compiler.plan_junction_comment(pg_temp.field('courses'))) p),
  array['courseStudent', 'studentId'], 'for the inverse, the other key');
select is(pg_temp.said(pg_temp.field('students')), E'@listFieldName students\n@listDescription "Who comes\\n@omit"',
  'name and description, which cannot start a tag');
select is(pg_temp.said(pg_temp.field('courses')), '@listFieldName courses', 'no description, no tag');
select is(compiler.plan_junction_comment(pg_temp.field('name')), '{}', 'no relation');
select is(compiler.plan_junction_comment(pg_temp.field('courseStudents')), '{}', 'a relation of another kind');

create temporary table kept on commit drop as select pg_temp.field('students') as field;
update core."fieldMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000c1';
select is(pg_temp.said(pg_temp.field('students')), null, 'nothing is said of what is switched off');
delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1';
select is(pg_temp.said(field), null, 'or deleted') from kept;
