/* Grafast reads its mode as it is loaded, so this is imported before it: production unless told otherwise. */
process.env.GRAPHILE_ENV ??= 'production';
