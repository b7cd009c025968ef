/*
 * standard_blueprint: workspace
 *
 * What every workspace starts with: the objects person, company and opportunity
 * as the guide prints them (with company.email, which its GetOrderDetails
 * selects), task, note and workspaceMember; the three roles.
 *
 * Returns: a blueprint, in the form of core.export_blueprint().
 * Test:    test/functions/60-workspace/standard_blueprint.tap.sql
 */
create or replace function compiler.standard_blueprint()
returns jsonb
language sql
immutable parallel safe
security invoker
return $standard_blueprint${"objects": [
  {"nameSingular": "company", "namePlural": "companies", "labelSingular": "Company", "labelPlural": "Companies",
   "description": "A company you do business with", "icon": "IconBuildingSkyscraper", "fields": [
     {"name": "name", "type": "TEXT", "isNullable": false},
     {"name": "domainName", "type": "TEXT"},
     {"name": "address", "type": "TEXT"},
     {"name": "employees", "type": "NUMBER", "settings": {"dataType": "int"}},
     {"name": "email", "type": "EMAIL"}]},
  {"nameSingular": "person", "namePlural": "people", "labelSingular": "Person", "labelPlural": "People",
   "description": "Someone you know at a company, or by themselves", "icon": "IconUser", "fields": [
     {"name": "firstName", "type": "TEXT"},
     {"name": "lastName", "type": "TEXT"},
     {"name": "email", "type": "EMAIL"},
     {"name": "phone", "type": "PHONE"},
     {"name": "company", "type": "RELATION",
      "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "company"}}]},
  {"nameSingular": "opportunity", "namePlural": "opportunities", "labelSingular": "Opportunity",
   "labelPlural": "Opportunities", "description": "A deal that may be won", "icon": "IconTargetArrow", "fields": [
     {"name": "name", "type": "TEXT", "isNullable": false},
     {"name": "amount", "type": "NUMBER", "settings": {"precision": 12, "scale": 2}},
     {"name": "closeDate", "type": "DATE"},
     {"name": "stage", "type": "SELECT", "settings": {"options": [
       {"value": "NEW", "label": "New", "color": "red"},
       {"value": "SCREENING", "label": "Screening", "color": "purple"},
       {"value": "MEETING", "label": "Meeting", "color": "sky"},
       {"value": "PROPOSAL", "label": "Proposal", "color": "turquoise"},
       {"value": "CUSTOMER", "label": "Customer", "color": "yellow"}]}},
     {"name": "company", "type": "RELATION",
      "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "company"}},
     {"name": "pointOfContact", "type": "RELATION",
      "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "person"}}]},
  {"nameSingular": "workspaceMember", "namePlural": "workspaceMembers", "labelSingular": "Workspace Member",
   "labelPlural": "Workspace Members", "description": "Someone who works in this workspace",
   "icon": "IconUserCircle", "fields": [
     {"name": "firstName", "type": "TEXT"},
     {"name": "lastName", "type": "TEXT"},
     {"name": "email", "type": "EMAIL"}]},
  {"nameSingular": "task", "namePlural": "tasks", "labelSingular": "Task", "labelPlural": "Tasks",
   "description": "Something to be done", "icon": "IconCheckbox", "fields": [
     {"name": "title", "type": "TEXT"},
     {"name": "body", "type": "TEXT"},
     {"name": "dueAt", "type": "DATE_TIME"},
     {"name": "status", "type": "SELECT", "defaultValue": "TODO", "settings": {"options": [
       {"value": "TODO", "label": "To do", "color": "sky"},
       {"value": "IN_PROGRESS", "label": "In progress", "color": "purple"},
       {"value": "DONE", "label": "Done", "color": "green"}]}},
     {"name": "assignee", "type": "RELATION",
      "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "workspaceMember"}}]},
  {"nameSingular": "note", "namePlural": "notes", "labelSingular": "Note", "labelPlural": "Notes",
   "description": "Something to be remembered", "icon": "IconNotes", "fields": [
     {"name": "title", "type": "TEXT"},
     {"name": "body", "type": "TEXT"}]}
], "roles": [
  {"name": "ADMIN", "description": "Everything.", "canUpdateAllSettings": true, "canDestroyAllObjectRecords": true},
  {"name": "MANAGER", "description": "All records; no settings.", "canDestroyAllObjectRecords": true},
  {"name": "USER", "description": "Reads and writes records; destroys none; no settings."}
]}$standard_blueprint$::jsonb;

comment on function compiler.standard_blueprint is 'The standard objects of every workspace, as a blueprint.';

revoke all on function compiler.standard_blueprint from public;
