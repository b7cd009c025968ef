-- The faults of a permission on records.
select plan(7);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', 'book', 'books'), ('00000000-0000-0000-0000-0000000000b2', 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', '{"maxLength": 20}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'state', 'SELECT',
   '{"options": [{"value": "NEW", "label": "New", "color": "red"}, {"value": "OLD", "label": "Old", "color": "red"}]}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b2', 'book', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}');
create function pg_temp.role(p_name text) returns core.role language sql as $$ select r from core.role r where name = p_name $$;
create function pg_temp.faults(p_role uuid, p_object text, p_filters text) returns text[] language sql as $$
  select array(select f.sqlstate || ' ' || f.message from unnest(compiler.validate_row_permission(jsonb_populate_record(null::core."rowPermission",
    jsonb_build_object('workspaceId', '00000000-0000-0000-0000-00000000000a', 'roleId', p_role,
      'objectMetadataId', '00000000-0000-0000-0000-0000000000' || p_object) || p_filters::jsonb))) f) $$;
select is(pg_temp.faults((pg_temp.role('USER')).id, 'b1', '{"readFilter": {"state": {"eq": "NEW"}}}'), '{}', 'none');
select is(pg_temp.faults((pg_temp.role('USER')).id, 'b1', '{"readFilter": {"state": {"eq": "X"}}, "destroyFilter": []}'),
  '{"MC801 the filter of a row permission is not valid at readFilter.state.eq","MC801 the filter of a row permission is not valid at destroyFilter"}', 'each filter''s');
select is(pg_temp.faults((pg_temp.role('ADMIN')).id, 'b1', '{}'), '{"MC502 standard role \"ADMIN\" keeps its rights"}', 'ADMIN');
select is(pg_temp.faults(gen_random_uuid(), 'b1', '{}'), '{"MC301 the permission is of no role"}', 'no such role');
select is(pg_temp.faults((pg_temp.role('USER')).id, 'bf', '{}'), '{"MC301 the permission is on no object"}', 'no such object');

create function pg_temp.conditions(p_count integer) returns text language sql as $$
  select jsonb_build_object('readFilter', jsonb_build_object('or', jsonb_agg('{"title": {"eq": "x"}}'::jsonb)))::text from generate_series(1, p_count)
$$;
select is(pg_temp.faults((pg_temp.role('USER')).id, 'b1', pg_temp.conditions(999)), '{}', 'as many conditions as there may be');
select is(pg_temp.faults((pg_temp.role('USER')).id, 'b1', pg_temp.conditions(1000)),
  '{"MC801 the filter of a row permission is too large at readFilter"}', 'more');
