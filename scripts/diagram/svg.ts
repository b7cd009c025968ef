/*
 * The diagram as one SVG file: no script, no font, no link to anything; light or dark as the viewer is.
 * Boxes are placed and lines routed by ELK; text is in cells of a monospaced font, so that nothing has
 * to be measured.
 */
import elkModule from 'elkjs/lib/elk.bundled.js';
import type { ELK, ElkExtendedEdge, ElkNode, ElkPoint } from 'elkjs/lib/elk-api.js';
import stringWidth from 'string-width';
import { escapedText } from '../html.ts';
import { plainText } from '../plain-text.ts';
import type { ModelField } from '../workspaces/model.ts';
import type { Diagram, DiagramObject, DiagramRelation } from './diagram.ts';

const CELL = 7.3;
const ROW = 20;
const HEADER = 30;
const PADDING = 10;
const MARGIN = 24;
const TITLE = 40;
const LABEL_CELLS = 32;
const ROWS_MAX = 16;
const COLUMN_MIN = 6;

/**
 * Layered from what is pointed to on the left to what points on the right, lines at right angles. A column
 * has a largest height (graphOf): where very many point to one, they stand in several.
 */
const LAYOUT = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '9',
  'elk.spacing.componentComponent': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '70',
  'elk.layered.spacing.edgeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.compaction.connectedComponents': 'true',
  'elk.aspectRatio': '1.6',
  'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
};

/** Rules for this picture alone, wherever it is put in a page; the second colour is for the dark. */
const CLASS = 'data-model';
const RULES: readonly (readonly [string, string, string])[] = [
  ['text', 'fill: #1f2933', 'fill: #e4e9ee'],
  ['.dim', 'fill: #66727f', 'fill: #9aa7b4'],
  ['.page', 'fill: #ffffff', 'fill: #14181d'],
  ['.box', 'fill: #fbfcfd; stroke: #9aa7b4', 'fill: #1b2128; stroke: #536170'],
  ['.head', 'fill: #e4ebf3', 'fill: #2a3541'],
  ['.line', 'fill: none; stroke: #5b7fa6; stroke-width: 1.3', 'stroke: #7fa7d1'],
  ['.end', 'fill: none; stroke: #5b7fa6', 'stroke: #7fa7d1'],
  ['.gap', 'fill: #ffffff', 'fill: #14181d'],
];

const STYLE = `
  .${CLASS} text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
  .${CLASS} .name { font-weight: bold; }
  .${CLASS} .title { font-weight: bold; font-size: 16px; }
${RULES.map(([of, light]) => `  .${CLASS} ${of} { ${light}; }`).join('\n')}
  @media (prefers-color-scheme: dark) {
${RULES.map(([of, , dark]) => `    .${CLASS} ${of} { ${dark}; }`).join('\n')}
  }`;

/** Ends of lines: exactly one, none or one, any number. */
const MARKERS = [
  marker('one', '<path class="end" d="M8 2v10M11 2v10"/>'),
  marker(
    'maybe',
    '<path class="end" d="M12 2v10"/><circle class="end gap" cx="6" cy="7" r="3.5"/>',
  ),
  marker('many', '<path class="end" d="M16 1L6 7l10 6"/>'),
].join('');

/** Draws a diagram. */
export async function svgOf(diagram: Diagram): Promise<string> {
  const layout = await createElk().layout(graphOf(diagram));
  const width = Math.max(
    (layout.width ?? 0) + 2 * MARGIN,
    stringWidth(diagram.title) * 10 + 2 * MARGIN,
  );
  const height = (layout.height ?? 0) + TITLE + 2 * MARGIN;
  const objects = new Map(diagram.objects.map((object) => [object.id, object]));
  const relations = new Map(diagram.relations.map((relation) => [relation.id, relation]));
  const boxes = (layout.children ?? []).flatMap((node) => {
    const object = objects.get(node.id);
    return object === undefined ? [] : [box(object, node)];
  });
  const lines = (layout.edges ?? []).flatMap((edge) => {
    const relation = relations.get(edge.id);
    return relation === undefined ? [] : [line(relation, edge)];
  });
  const title = escapedText(shortened(diagram.title, 80));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" class="${CLASS}" role="img" aria-label="${title}">
<title>${title}</title>
<style>${STYLE}
</style>
<defs>${MARKERS}</defs>
<rect class="page" width="100%" height="100%"/>
<text class="title" x="${MARGIN}" y="${MARGIN + 12}">${title}</text>
<g transform="translate(${MARGIN} ${MARGIN + TITLE})">
${[...lines, ...boxes].join('\n')}
</g>
</svg>
`;
}

/** The module is CommonJS, whose types say it has a default export of its own. */
function createElk(): ELK {
  return new (elkModule as unknown as new () => ELK)();
}

function graphOf({ objects, relations }: Diagram): ElkNode {
  return {
    id: 'root',
    layoutOptions: {
      ...LAYOUT,
      'elk.layered.layering.coffmanGraham.layerBound': String(
        Math.max(COLUMN_MIN, Math.ceil(1.5 * Math.sqrt(objects.length))),
      ),
    },
    children: objects.map((object) => nodeOf(object, relations)),
    edges: relations.map(({ id, from, to }) => ({
      id,
      sources: [`${from.id}/out`],
      targets: [`${to.id}/${id}`],
    })),
  };
}

/** Lines leave at the heading and arrive at the field. */
function nodeOf(object: DiagramObject, relations: readonly DiagramRelation[]): ElkNode {
  const width = widthOf(object);
  const port = (id: string, side: 'EAST' | 'WEST', y: number) => ({
    id: `${object.id}/${id}`,
    x: side === 'EAST' ? width : 0,
    y,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side },
  });
  const arriving = relations.filter(({ to }) => to.id === object.id);
  return {
    id: object.id,
    width,
    height:
      HEADER + shownRows(object).length * ROW + (object.fields.length === 0 ? 0 : PADDING / 2),
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: [
      port('out', 'EAST', HEADER / 2),
      ...arriving.map(({ id, field }) => port(id, 'WEST', rowMiddle(object, field))),
    ],
  };
}

/** A row for each field; of very many the first ones, how many more there are, and the relations. */
function shownRows({
  fields,
  targets,
}: DiagramObject): { id: string; name: string; type: string }[] {
  const rows = fields.map(({ id, name, type, isNullable }) => ({
    id,
    name: isNullable ? name : `${name} *`,
    type: type === 'RELATION' ? `→ ${targets.get(id) ?? ''}` : type,
  }));
  if (rows.length <= ROWS_MAX) return rows;
  const relations = rows.filter(({ id }) => targets.has(id));
  const others = rows.filter(({ id }) => !targets.has(id));
  const first = others.slice(0, Math.max(1, ROWS_MAX - relations.length - 1));
  const more = others.length - first.length;
  return [
    ...first,
    ...(more > 0 ? [{ id: '', name: `${more} more`, type: '' }] : []),
    ...relations,
  ];
}

function rowMiddle(object: DiagramObject, field: ModelField): number {
  return HEADER + shownRows(object).findIndex(({ id }) => id === field.id) * ROW + ROW / 2;
}

function widthOf(object: DiagramObject): number {
  const rows = shownRows(object).map(({ name, type }) => name.length + type.length + 3);
  return (
    Math.max(stringWidth(shortened(object.label, LABEL_CELLS)) + 1, 14, ...rows) * CELL +
    2 * PADDING
  );
}

function box(object: DiagramObject, { x = 0, y = 0, width = 0, height = 0 }: ElkNode): string {
  const rows = shownRows(object).map(
    ({ name, type }, place) =>
      `<text x="${PADDING}" y="${HEADER + place * ROW + 14}">${escapedText(name)}</text>` +
      `<text class="dim" x="${round(width - PADDING)}" y="${HEADER + place * ROW + 14}" text-anchor="end">${escapedText(type)}</text>`,
  );
  return `<g transform="translate(${round(x)} ${round(y)})"><title>${escapedText(object.name)}</title>
<rect class="box" width="${round(width)}" height="${round(height)}" rx="5"/>
<path class="head" d="M.5 ${HEADER - 4}V5.5a5 5 0 0 1 5-5H${round(width - 5.5)}a5 5 0 0 1 5 5V${HEADER - 4}z"/>
<text class="name" x="${PADDING}" y="17">${escapedText(shortened(object.label, LABEL_CELLS))}</text>
${rows.join('\n')}</g>`;
}

function line(
  { from, to, field, inverse, isOneToOne }: DiagramRelation,
  edge: ElkExtendedEdge,
): string {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const start = field.isNullable ? 'maybe' : 'one';
  const end = isOneToOne ? 'maybe' : 'many';
  const what = `${to.name}.${field.name}, ${from.name}.${inverse}`;
  return `<path class="line" marker-start="url(#${CLASS}-${start})" marker-end="url(#${CLASS}-${end})" d="${pathOf(points)}"><title>${escapedText(what)}</title></path>`;
}

function pathOf(points: readonly ElkPoint[]): string {
  return points
    .map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`)
    .join('');
}

/** Seen from the line, its end points to the right, at (16, 7). */
function marker(id: string, content: string): string {
  return `<marker id="${CLASS}-${id}" viewBox="0 0 18 14" refX="16" refY="7" markerWidth="18" markerHeight="14" markerUnits="userSpaceOnUse" orient="auto-start-reverse">${content}</marker>`;
}

/** At most so many cells wide, the rest as an ellipsis. */
function shortened(text: string, cells: number): string {
  const plain = plainText(text);
  if (stringWidth(plain) <= cells) return plain;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (stringWidth(kept + segment) >= cells) break;
    kept += segment;
  }
  return `${kept}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
