/*
 * The folders of the checkout, wherever a command is called from.
 */
import path from 'node:path';

/** The repository's root. */
export const ROOT = path.resolve(import.meta.dirname, '..');

/** The migrations of the control plane. */
export const SQL_FOLDER = path.join(ROOT, 'sql');

/** The repeatable functions. */
export const FUNCTIONS_FOLDER = path.join(ROOT, 'functions');

/** The control plane as text, committed for readers. */
export const CORE_SCHEMA_FILE = path.join(ROOT, 'generated', 'core.sql');

/** The API of the demo workspace as text, and its typed client. */
export const DEMO_CLIENT_FOLDER = path.join(ROOT, 'generated', 'acme');

/** The API of the control plane as text. */
export const METADATA_SCHEMA_FILE = path.join(ROOT, 'generated', 'metadata.graphql');
