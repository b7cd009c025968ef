select plan(5);

create function pg_temp.emitted(p_grants jsonb) returns text language sql as $$
  select compiler.emit_grants(jsonb_populate_record(null::compiler.operation, jsonb_build_object('grants', p_grants)), 'w."order"')
$$;

select is(pg_temp.emitted(grants::jsonb), sql, description)
from (values
  ('[{"privileges": "select", "roles": ["role_a"]}]', 'grant select on w."order" to role_a', 'a GRANT'),
  ('[{"privileges": "select, insert, update", "roles": ["role_b", "role_a"]}, {"privileges": "select", "roles": ["role_c"]}]',
   'grant select, insert, update on w."order" to role_a, role_b; grant select on w."order" to role_c',
   'one for each set of rights, roles in order'),
  ('[{"privileges": "select", "roles": ["r\"; drop table x; --"]}]', 'grant select on w."order" to "r""; drop table x; --"',
   'a hostile role is quoted'),
  ('[]', null, 'nothing where no role has a right'),
  (null, null, 'nothing where there are no grants')
) t (grants, sql, description);
