/*
 * The picture of a data model: what it shows, that it is well-formed whatever things are called, and
 * that nothing in it overlaps.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withClient } from '../../../scripts/db/client.ts';
import { type Diagram, diagramOf } from '../../../scripts/diagram/diagram.ts';
import { mermaidOf } from '../../../scripts/diagram/mermaid.ts';
import { svgOf } from '../../../scripts/diagram/svg.ts';
import { readModel } from '../../../scripts/workspaces/model.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { EVERY_TYPE } from '../../support/every-type.ts';
import { HOSTILE, isLabel } from '../../support/hostile.ts';
import {
  createFields,
  createObject,
  createWorkspace,
  type Workspace,
} from '../../support/workspaces.ts';

let database: TestDatabase;
let acme: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createWorkspace(database, 'acme');
  const company = await acme.objectId('company');
  const note = await acme.objectId('note');
  const thing = await createObject(database, acme, 'thing', EVERY_TYPE);
  const relation = (name: string, relationType: string, target: string, more = {}) => ({
    name,
    type: 'RELATION',
    settings: { relationType, relationTargetObjectId: target, ...more },
  });
  await createFields(database, thing, [
    relation('parent', 'MANY_TO_ONE', thing, { relationTargetFieldName: 'children' }),
    relation('badge', 'ONE_TO_ONE', note),
    relation('companies', 'MANY_TO_MANY', company),
    {
      ...relation('owner', 'MANY_TO_ONE', company, {
        onDelete: 'CASCADE',
        relationTargetFieldName: 'ownedThings',
      }),
      isNullable: false,
    },
  ]);
  await database.query(
    `update core."fieldMetadata" set "isActive" = false where name = 'employees';
     update core."objectMetadata" set "isActive" = false where "nameSingular" = 'opportunity'`,
  );
});
afterAll(() => database.drop());

function diagram({ id }: Workspace, title = 'Acme'): Promise<Diagram> {
  return withClient(database.url, async (client) => diagramOf(title, await readModel(client, id)));
}

/** What stands between tags, as a reader of XML sees it. */
function shownTexts(svg: string): string[] {
  return [...svg.matchAll(/>([^<>]+)</g)].map(([, text = '']) =>
    text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
  );
}

describe('Mermaid', () => {
  test('has every object, column and relation', async () => {
    const text = mermaidOf(await diagram(acme));
    expect(text).toMatch(
      /^erDiagram\n {2}accTitle: Acme\n {2}"company"\["Company"\] \{\n {4}TEXT name "Name"\n/,
    );
    expect(text).toContain('    TEXT unique UK "Unique"\n');
    expect(text).toContain('    RELATION owner FK "Owner"\n');
    for (const line of [
      '"company" |o--o{ "person" : "company"',
      '"company" ||--o{ "thing" : "owner"',
      '"note" |o--o| "thing" : "badge"',
      '"thing" |o--o{ "thing" : "parent"',
      '"thing" ||--o{ "thingCompany" : "thing"',
      '"company" ||--o{ "thingCompany" : "company"',
    ]) {
      expect(text).toContain(`  ${line}\n`);
    }
  });

  test('leaves out what is switched off', async () => {
    const text = mermaidOf(await diagram(acme));
    expect(text).not.toMatch(/opportunity|employees/i);
  });
});

describe('SVG', () => {
  test('has every object, column and relation, and nothing that is fetched or run', async () => {
    const svg = await svgOf(await diagram(acme));
    const texts = shownTexts(svg);
    for (const text of [
      'Company',
      'Thing',
      'name *',
      'owner *',
      '→ company',
      'NUMBER',
      '→ thing',
    ]) {
      expect(texts).toContain(text);
    }
    expect(texts).toContain('thing.owner, company.ownedThings');
    expect(texts).not.toContain('employees');
    expect(svg.match(/class="line"/g)).toHaveLength(7);
    expect(svg).not.toMatch(/<script|<foreignObject|href|@import|url\((?!#)|\son\w+=|<\?|<!/);
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  test('is the same each time', async () => {
    expect(await svgOf(await diagram(acme))).toBe(await svgOf(await diagram(acme)));
  });

  test('an object with very many fields shows the first, and how many more', async () => {
    const workspace = await createWorkspace(database, 'wide');
    const fields = Array.from({ length: 40 }, (_, place) => ({
      name: `field${place}`,
      type: 'TEXT',
    }));
    const wide = await createObject(database, workspace, 'wide', fields);
    await createFields(database, wide, [
      {
        name: 'last',
        type: 'RELATION',
        settings: {
          relationType: 'MANY_TO_ONE',
          relationTargetObjectId: wide,
          relationTargetFieldName: 'first',
        },
      },
    ]);
    const texts = shownTexts(await svgOf(await diagram(workspace)));
    expect(texts).toContain('26 more');
    expect(texts).not.toContain('field30');
  });

  test('where everything points to one object, the picture is still no tower', async () => {
    const workspace = await createWorkspace(database, 'star');
    const hub = await createObject(database, workspace, 'hub', [{ name: 'name', type: 'TEXT' }]);
    for (let place = 0; place < 33; place += 1) {
      await createObject(database, workspace, `ray${place}x`, [
        ...EVERY_TYPE.slice(0, 3),
        {
          name: 'hub',
          type: 'RELATION',
          settings: {
            relationType: 'MANY_TO_ONE',
            relationTargetObjectId: hub,
            relationTargetFieldName: `rays${place}`,
          },
        },
      ]);
    }
    const svg = await svgOf(await diagram(workspace));
    const [, width = 0, height = 0] = (/width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []).map(
      Number,
    );
    expect(height / width).toBeLessThan(2);
    expect(width / height).toBeLessThan(3);
  });

  test('of 40 objects no two boxes overlap, and all lie within the page', async () => {
    const workspace = await createWorkspace(database, 'forty');
    const ids: string[] = [await workspace.objectId('company')];
    for (let place = 0; place < 34; place += 1) {
      const targets = [...new Set([ids[(place * 7) % ids.length], ids[(place * 3) % ids.length]])];
      const id = await createObject(database, workspace, `object${place}`, [
        { name: 'name', type: 'TEXT' },
        ...targets.map((target, side) => ({
          name: `side${side}`,
          type: 'RELATION',
          settings: {
            relationType: 'MANY_TO_ONE',
            relationTargetObjectId: target,
            relationTargetFieldName: `inverse${place}x${side}`,
          },
        })),
      ]);
      ids.push(id);
    }
    const svg = await svgOf(await diagram(workspace));
    const boxes = [
      ...svg.matchAll(
        /translate\(([\d.]+) ([\d.]+)\)"><title>\w+<\/title>\n<rect class="box" width="([\d.]+)" height="([\d.]+)"/g,
      ),
    ]
      .map(([, ...numbers]) => numbers.map(Number))
      .map(([left = 0, top = 0, width = 0, height = 0]) => ({
        left,
        top,
        right: left + width,
        bottom: top + height,
      }));
    expect(boxes).toHaveLength(40);
    const [, width = 0, height = 0] = (/width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []).map(
      Number,
    );
    for (const [place, box] of boxes.entries()) {
      expect(box.right).toBeLessThan(width);
      expect(box.bottom).toBeLessThan(height);
      const over = boxes
        .slice(place + 1)
        .filter(
          (other) =>
            box.left < other.right &&
            other.left < box.right &&
            box.top < other.bottom &&
            other.top < box.bottom,
        );
      expect(over).toEqual([]);
    }
  });
});

describe('names that would break out of where they are put', () => {
  test.each(Object.entries(HOSTILE).filter(([, text]) => isLabel(text)))(
    '%s',
    async (name, label) => {
      const workspace = await createWorkspace(
        database,
        `hostile-${name.toLowerCase().replaceAll(' ', '-')}`,
      );
      await createObject(database, workspace, 'thing', [{ name: 'pk', type: 'TEXT', label }]);
      await database.query(
        `update core."objectMetadata" set "labelSingular" = $1 where "workspaceId" = $2 and "nameSingular" = 'thing'`,
        [label, workspace.id],
      );
      const drawn = await diagram(workspace, label);
      const svg = await svgOf(drawn);
      // Letters, digits and blanks aside, text is made of references: nothing in it can be a tag.
      expect(svg.replace(/<[a-z/][^<>]*>/gi, '')).not.toMatch(/[<>]/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not allow.
      expect(svg).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\uFFFE\uFFFF]/);
      expect(svg.match(/<text class="name"/g)).toHaveLength(7);

      const mermaid = mermaidOf(drawn);
      const lines = mermaid.split('\n').filter((line) => /"thing"|\bpk\b|accTitle/.test(line));
      expect(lines).toHaveLength(3);
      expect(lines[0]).toMatch(/^ {2}accTitle: ([\p{L}\p{M}\p{N} .,_-]|#\d+;)+$/u);
      expect(lines[1]).toMatch(/^ {2}"thing"\["([\p{L}\p{M}\p{N} .,_-]|#\d+;)+"\] \{$/u);
      expect(lines[2]).toMatch(/^ {4}TEXT \*pk "([\p{L}\p{M}\p{N} .,_-]|#\d+;)+"$/u);
    },
  );
});
