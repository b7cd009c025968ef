/*
 * Triggers of core."workspaceMigration".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_workspace_migration.tap.sql
 */
create or replace trigger "4_forbid_change" before insert or update or delete or truncate on core."workspaceMigration"
  for each statement when (current_user <> 'compiler') execute function compiler.forbid_change(
    'Change the objects and fields that they follow from.');
