select plan(2);

create table pg_temp.thing (n int);
insert into thing values (1);
create trigger guard before update on thing for each row execute function core.forbid_record();
select throws_ok('update thing set n = 2', '42501', 'permission denied for this record of "thing"', 'refuses a change');
select function_privs_are('core', 'forbid_record', '{}', 'api', '{}', 'nobody calls it');
