-- A user's row carries the time of its change.
select plan(2);

select triggers_are('core', 'user', array['2_after_update', '3_set_updated_at']);
insert into core."user" (email, "updatedAt") values ('ada@acme.com', '2000-01-01');
update core."user" set "firstName" = 'Ada';
select is((select "updatedAt" from core."user"), now(), 'UPDATE');
