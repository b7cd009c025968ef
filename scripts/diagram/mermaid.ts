/*
 * The diagram as Mermaid text, for documents that render it. Names are plain letters and digits; labels
 * may be anything and are written in Mermaid's own codes.
 */
import { plainText } from '../plain-text.ts';
import type { Diagram, DiagramRelation } from './diagram.ts';

/** An erDiagram. */
export function mermaidOf({ title, objects, relations }: Diagram): string {
  const lines = ['erDiagram', `  accTitle: ${coded(title)}`];
  for (const { name, label, fields } of objects) {
    lines.push(`  "${name}"["${coded(label)}"] {`);
    for (const field of fields) {
      lines.push(
        `    ${field.type} ${attributeName(field.name)}${keyOf(field)} "${coded(field.label)}"`,
      );
    }
    lines.push('  }');
  }
  for (const relation of relations) {
    const { from, to, field } = relation;
    lines.push(`  "${from.name}" ${cardinality(relation)} "${to.name}" : "${field.name}"`);
  }
  return `${lines.join('\n')}\n`;
}

function cardinality({ field, isOneToOne }: DiagramRelation): string {
  return `${field.isNullable ? '|o' : '||'}--${isOneToOne ? 'o|' : 'o{'}`;
}

function keyOf({ type, isUnique }: { type: string; isUnique: boolean }): string {
  const keys = [...(type === 'RELATION' ? ['FK'] : []), ...(isUnique ? ['UK'] : [])];
  return keys.length === 0 ? '' : ` ${keys.join(', ')}`;
}

/** These stand for keys, whatever their case; an asterisk (Mermaid's mark of a key) tells them apart. */
function attributeName(name: string): string {
  return /^(pk|fk|uk)$/i.test(name) ? `*${name}` : name;
}

/** Everything but letters, digits, blanks and plain punctuation as a code point that Mermaid decodes. */
function coded(text: string): string {
  return plainText(text).replace(
    /[^\p{L}\p{M}\p{N} .,_-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
